import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../json/document.ts';
import { readKubernetesAudit } from './event.ts';

function eventWith(requestObject: string): ReturnType<typeof readKubernetesAudit> {
  const line = `{"kind":"Event","apiVersion":"audit.k8s.io/v1","verb":"create","requestObject":${requestObject}}`;
  // What was written above is an object.
  return readKubernetesAudit(JSON.parse(line) as JsonObject, line);
}

describe('an event of the Kubernetes audit log', () => {
  it('gives images, commands and mounts without their path', () => {
    const pod = '{"image":"a","command":["sh","-c"],"volumes":[{"hostPath":{"path":"/"}}]}';
    expect(eventWith(`{"spec":${pod}}`)?.fields).toMatchObject({
      image: ['a'],
      command: ['sh', '-c'],
      hostPath: ['/'],
      'requestObject.spec.image': 'a',
    });
  });

  it('is read however deep a request nests', () => {
    const deep = (open: string, close: string): string => `${open.repeat(12_000)}1${close.repeat(12_000)}`;
    expect(eventWith(`{"command":${deep('[', ']')}}`)?.fields['verb']).toBe('create');
    expect(eventWith(`{"hostPath":${deep('{"a":', '}')}}`)?.fields['verb']).toBe('create');
  });
});
