import { readUnitFile } from '../../src/codec/systemd-unit/unit-file.ts';
import { assignmentsOf, commandsOf, withSpecifiers } from '../../src/codec/systemd-unit/values.ts';
import type { FuzzTarget } from '../target.ts';

export const target: FuzzTarget = {
  id: 'systemd-unit',
  seeds: () =>
    [
      '[Unit]\nDescription=a \\\n; c\n b\n[Service]\nExecStart=@-/bin/a "b c" ; /bin/d\nEnvironment="A=b c" LD_PRELOAD=/x.so\nExecStart=\n',
      '[Timer]\nOnCalendar=*:0/5\nUnit=x@%i.service\n[Install]\nWantedBy=timers.target\n',
    ].map((seed) => new TextEncoder().encode(seed)),
  run(bytes) {
    const { settings } = readUnitFile(new TextDecoder().decode(bytes));
    for (const { section, key, value } of settings.slice(0, 200)) {
      const full = withSpecifiers(value, { name: `${key}@${section}.service`, home: '/root' });
      commandsOf(full);
      assignmentsOf(full);
    }
  },
};
