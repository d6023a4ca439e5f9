/**
 * Builds installer.zip: an inert reconstruction of the 2018 installer. Every published string comes from
 * evidence.yaml beside this file, where its source stands; what is not published is marked here as ours.
 * Run from the repository's root: `npm run build && node dist/examples/2018-installer/build.js`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { argv } from 'node:process';
import { pathToFileURL } from 'node:url';
import { parse } from 'yaml';
import { hexText, storedZip } from './archive.ts';
import { buildImage } from './image.ts';

const folder = 'examples/2018-installer';

/** Ours, not the sample's: spells DAVYLAMP-INERT-1 in the file's bytes. */
const ourGuid = '59564144-414c-504d-2d49-4e4552542d31';
/** Ours: only the folder is published. */
const ourSymbolFile = 'reconstruction.pdb';

/** What evidence.yaml quotes, by the id of the fact. */
function readFacts(yaml: string): (id: string) => string {
  // The file is ours and its test checks its shape.
  const { facts } = parse(yaml, { schema: 'failsafe' }) as { facts: { id: string; value?: string }[] };
  return (id) => {
    const value = facts.find((fact) => fact.id === id)?.value;
    if (value === undefined) throw new Error(`evidence.yaml has no value for ${id}`);
    return value;
  };
}

/** The image's bytes, unwrapped. */
export function reconstruct(evidenceYaml: string): Uint8Array {
  const fact = readFacts(evidenceYaml);
  return buildImage({
    // The day is published, the hour is not: midnight UTC stands for it.
    compiled: new Date(`${fact('compiled')}T00:00:00Z`),
    typeLibraryId: fact('type-library-id'),
    moduleVersionId: ourGuid,
    symbolGuid: ourGuid,
    symbolPath: fact('build-path') + ourSymbolFile,
    // The order is ours, but for C:\NewDirectory, which the published bytes show after a plain string.
    userStrings: [
      fact('message-processors'),
      fact('path-soft'),
      fact('path-new-directory'),
      fact('path-info2'),
      fact('path-miner'),
      fact('path-updater'),
      `-o ${fact('server')}:${fact('port')} -u ${fact('wallet')} -p ${fact('password')}`,
      fact('message-french'),
    ],
  });
}

/** The bytes of installer.zip. */
export function buildInstallerZip(evidenceYaml: string): Uint8Array {
  return storedZip('installer.exe.hex', hexText(reconstruct(evidenceYaml)));
}

if (import.meta.url === pathToFileURL(argv[1] ?? '').href)
  writeFileSync(`${folder}/installer.zip`, buildInstallerZip(readFileSync(`${folder}/evidence.yaml`, 'utf8')));
