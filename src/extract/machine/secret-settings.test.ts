import { expect, test } from 'vitest';
import { holdsSecret, whatIn } from './secret-settings.ts';

test.each([
  "define('DB_PASSWORD', 'x1');",
  'define( "AUTH_KEY_SECRET" , "x1" );',
  'DB_PASSWORD=x1',
  'export API_TOKEN="x1"',
  "  'password' => 'x1',",
  "\tpublic $password = 'x1';",
  '$wgDBpassword = "x1";',
  "$CFG->dbpass    = 'x1';",
  '  password: x1',
  '  - MYSQL_ROOT_PASSWORD=x1',
  "SECRET_KEY = 'x1'",
  "        'PASSWORD': 'x1',",
  'spring.datasource.password=x1',
  '  "Password": "x1",',
  '<password><![CDATA[x1]]></password>',
  '<user username="a" password="x1" roles="manager-gui"/>',
  '"Default": "Server=db;User=a;Password=x1;"',
  'DATABASE_URL=postgres://shop:x1@db/shop',
])('%s holds one', (line) => {
  expect(holdsSecret(line)).toBe(true);
});

test.each([
  '# DB_PASSWORD=x1',
  " *   'password' => 'sqlpassword',",
  'DB_PASSWORD=',
  "define('DB_PASSWORD', '');",
  "  'password' => env('DB_PASSWORD', ''),",
  "  'password' => '',",
  'password: <%= ENV["DB_PASSWORD"] %>',
  'MYSQL_PASSWORD: $\x7bMYSQL_PASSWORD}',
  "$password = $_POST['password'];",
  'SECRET_KEY = os.environ["SECRET_KEY"]',
  'spring.datasource.password=$\x7bDB_PASSWORD}',
  '"tokens": [',
  'AUTH_PASSWORD_VALIDATORS = [',
  'APP_URL=https://shop.example.com/a@b',
  '<input type="password" name="password">',
])('%s holds none', (line) => {
  expect(holdsSecret(line)).toBe(false);
});

test('what a file holds goes by its name', () => {
  expect([whatIn('/a/wp-config.php'), whatIn('/a/LocalSettings.php'), whatIn('/a/.env')]).toEqual([
    'database-password',
    'database-password',
    'environment',
  ]);
});

test('a long line takes no time', () => {
  expect(holdsSecret(`${'a.'.repeat(500)} ${'$'.repeat(500)}`)).toBe(false);
});
