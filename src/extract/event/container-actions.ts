/**
 * Containers and pods that were made, where they are not everyday: by nobody who logged in, with the host's files, or to
 * fetch or mine.
 * Sources: Docker Engine API, ContainerCreate; dockerd's debug log ("form data"); Kubernetes audit.k8s.io/v1 and PodSpec.
 */
import type { LogEvent } from '../../model/log-event.ts';
import { minerName } from './carried.ts';
import type { ActionWords } from './done.ts';
import { field } from './told.ts';

export function containerAction(event: LogEvent, message: string): ActionWords | undefined {
  return pod(event) ?? fromForm(message) ?? fromEvent(event, message);
}

const podMakers = /^(?:pods|deployments|daemonsets|replicasets|statefulsets|jobs|cronjobs|replicationcontrollers)$/;

function pod(event: LogEvent): ActionWords | undefined {
  const resource = field(event, 'objectRef.resource');
  const verb = field(event, 'verb');
  if (verb === '' || resource === '') return undefined;
  const user = field(event, 'user.username');
  const isRun = resource === 'pods' && field(event, 'objectRef.subresource') === 'exec';
  if (!isRun && !(podMakers.test(resource) && /^(?:create|patch|update)$/.test(verb))) return undefined;
  const image = fieldsLike(event, /(?:^|\.)image$/);
  const command = [
    ...fieldsLike(event, /(?:^|\.)command(?:\.\d+)?$/),
    ...fieldsLike(event, /(?:^|\.)args(?:\.\d+)?$/),
  ].join(' ');
  const status = Number(field(event, 'responseStatus.code') || 0);
  if (status >= 400) return undefined;
  const name = [field(event, 'objectRef.namespace'), field(event, 'objectRef.name')].filter(Boolean).join('/');
  return {
    action: 'pod-made',
    what: [name || resource, ...image.slice(0, 2)].join(' '),
    command: `${command}${image.some((one) => minerName(one) !== undefined) ? ` ${image.join(' ')}` : ''}`.trim(),
    user,
    from: field(event, 'sourceIPs', 'sourceIPs.0'),
    ...(user === 'system:anonymous' ? {} : { onlyIfCarrying: true as const }),
  };
}

function fieldsLike({ fields }: LogEvent, names: RegExp): string[] {
  return Object.entries(fields).flatMap(([name, value]) => {
    if (!names.test(name)) return [];
    const text = Array.isArray(value) ? value.join(' ') : String(value ?? '');
    return text === '' ? [] : [text];
  });
}

/** What was asked for just before was not made. */
export function isRefusal(message: string): boolean {
  return /Handler for POST \S{0,40}\/containers\/create returned error/.test(message);
}

/** dockerd in debug mode writes what it was asked to make: `form data: {"Cmd":["sh","-c","…"],"Image":"alpine"}`. */
function fromForm(message: string): ActionWords | undefined {
  const at = message.indexOf('form data: {');
  if (at < 0 || !message.includes('Image')) return undefined;
  const plain = message.slice(at).replaceAll('\\"', '"');
  const image = /"Image":\s*"([^"]{1,300})"/.exec(plain)?.[1];
  if (image === undefined) return undefined;
  const list = /"Cmd":\s*\[(.{0,3000}?)\](?:,\s*"|\s*\})/.exec(plain)?.[1] ?? '';
  const command = [...list.matchAll(/"((?:[^"\\]|\\.){1,2000})"/g)].map(([, word]) => word ?? '').join(' ');
  const holdsHost = /"(?:Binds|Source)":\s*\[?\s*"\/(?:[:"])/.test(plain);
  return {
    action: 'container-made',
    what: `${image}${holdsHost ? ", with the host's files" : ''}`,
    command: minerName(image) === undefined ? command : `${image} ${command}`.trim(),
    ...(holdsHost ? {} : { onlyIfCarrying: true as const }),
  };
}

/** `docker events`: only the image is named, so that only a miner's own is told. */
function fromEvent(event: LogEvent, message: string): ActionWords | undefined {
  const image =
    /\bcontainer create \w{6,64} \(.{0,300}?\bimage=([^,)\s]{1,200})/.exec(message)?.[1] ??
    (/^create$/.test(field(event, 'Action', 'status')) ? field(event, 'Actor.Attributes.image', 'from') : '');
  return image === '' || minerName(image) === undefined
    ? undefined
    : { action: 'container-made', what: image, command: image };
}
