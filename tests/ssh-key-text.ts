/** A public key of SSH for tests, as its files write it; whoever it would belong to does not exist. */
export function sshKeyText(seed: number): string {
  const name = 'ssh-ed25519';
  const bytes = Buffer.alloc(4 + name.length + 4 + 32, seed);
  bytes.writeUInt32BE(name.length, 0);
  bytes.write(name, 4, 'latin1');
  bytes.writeUInt32BE(32, 4 + name.length);
  return `${name} ${bytes.toString('base64')}`;
}
