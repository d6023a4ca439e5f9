import { describe, expect, it } from 'vitest';
import { makeCase, session } from '../../tests/make-case.ts';
import { consentOf } from './consent.ts';
import { consented, facts2018, from, plantedStrings, shows } from './who/cases.fixture.ts';
import { who } from './who.ts';

describe('consent', () => {
  it('is consented where dear evidence of several origins says that the owner runs it', () => {
    expect(consentOf([who.assess(consented)])).toBe('consented');
  });

  it('is covert where the owner denies it on record and a stranger is paid', () => {
    const evidence = makeCase('active', [
      session,
      shows('owner-denies', from('the owner', 'A1', 'owner', 'dear')),
      shows('holder-a-stranger', from('the service', 'A1', 'service', 'dear')),
      shows('seen-in-campaigns', from('a CERT', 'A1', 'cert', 'moderate')),
    ]);
    expect(consentOf([who.assess(evidence)])).toBe('covert');
  });

  it('stays unknown on one person’s word', () => {
    const word = shows('owner-says-so', from('the owner', 'B3', 'owner', 'moderate'));
    expect(consentOf([who.assess(makeCase('active', [session, word]))])).toBe('unknown');
    const denial = shows('owner-denies', from('the owner', 'A1', 'owner', 'moderate'));
    expect(consentOf([who.assess(makeCase('active', [session, denial]))])).toBe('unknown');
  });

  it('stays unknown on planted strings, on the 2018 case, on nothing, and where nothing mines', () => {
    expect(consentOf([who.assess(plantedStrings)])).toBe('unknown');
    expect(consentOf([who.assess(makeCase('configured', facts2018))])).toBe('unknown');
    expect(consentOf([who.assess(makeCase('capability', []))])).toBe('unknown');
    expect(consentOf([who.assess(makeCase('mention', []))])).toBe('unknown');
    expect(consentOf([])).toBe('unknown');
  });
});
