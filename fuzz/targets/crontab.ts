import { readAnacrontab, readCrontab } from '../../src/codec/crontab/crontab.ts';
import type { FuzzTarget } from '../target.ts';

export const target: FuzzTarget = {
  id: 'crontab',
  seeds: () =>
    [
      'SHELL=/bin/sh\nPATH = "/bin:/usr/bin"\n*/5 0-6,22 * jan-mar mon root /x -a%in%put\n@reboot ann date +\\%F\n',
      `# c \\\n* * * * * /x;\rno crontab for root${' '.repeat(100)}\n`,
      '1\t5\tcron.daily\tnice run-parts /etc/cron.daily\n@monthly 45 m /x\n',
      '&nice(10) 5 * * * * /x\n@first(5) 90m /y\n%daily,mail(no) * 3-5 /z\n',
    ].map((seed) => new TextEncoder().encode(seed)),
  run(bytes) {
    const text = new TextDecoder().decode(bytes);
    const lines = text.split('\n');
    for (const form of ['user', 'system', 'fcron'] as const)
      for (const { line, text: written } of readCrontab(text, form).entries)
        if (lines[line - 1] !== written) throw new Error('an entry that does not stand in its line');
    readAnacrontab(text);
  },
};
