import { describe, expect, it } from 'vitest';
import { addRequest, type Fields } from './request.ts';

function fieldsOf(line: string): Fields {
  const fields: Fields = {};
  addRequest(fields, line);
  return fields;
}

describe('a request line', () => {
  it('is a method, a target and a version; percent-encoding stays', () => {
    expect(fieldsOf('GET /a%2e?b=%3B HTTP/1.1')).toEqual({
      'cs-method': 'GET',
      'cs-version': 'HTTP/1.1',
      'c-uri': '/a%2e?b=%3B',
      'cs-uri-stem': '/a%2e',
      'cs-uri-query': 'b=%3B',
    });
  });

  it('may have blanks in its target, name a host, or lack its version', () => {
    expect(fieldsOf('GET /a b HTTP/1.1')).toMatchObject({ 'cs-uri-stem': '/a b' });
    expect(fieldsOf('GET http://www.example.com HTTP/1.1')).toMatchObject({
      'cs-host': 'www.example.com',
      'cs-uri-stem': '/',
    });
    expect(fieldsOf('GET /')).toMatchObject({ 'cs-method': 'GET', 'cs-uri-stem': '/' });
    expect(fieldsOf('OPTIONS * HTTP/1.1')).toMatchObject({ 'cs-uri-stem': '*' });
  });

  it('is told as it is where it is none', () => {
    expect(fieldsOf('\x16\x03\x01')).toEqual({ request: '\x16\x03\x01' });
    expect(fieldsOf('MGLNDD_192.0.2.1_80')).toEqual({ request: 'MGLNDD_192.0.2.1_80' });
    expect(fieldsOf('-')).toEqual({});
    expect(fieldsOf('')).toEqual({});
  });
});
