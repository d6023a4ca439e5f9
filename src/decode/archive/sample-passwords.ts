/**
 * Passwords under which samples are passed around, so that no virus scanner takes them on the way.
 * Source: MalwareBazaar, VirusShare and theZoo say `infected` for everything they hand out.
 */
export const samplePasswords: readonly string[] = ['infected', 'malware', 'virus'];
