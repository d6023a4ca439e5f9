import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { runsRequests } from './web-shell.ts';

const packed = (code: string): string => deflateRawSync(Buffer.from(code)).toString('base64');
const inner = 'eval($_POST["x"]);';

describe('what a request is handed to', () => {
  it.each([
    ['PHP evaluates it', 'a.php', '<?php @eval($_POST["x"]); ?>'],
    ['PHP evaluates it after decoding', 'a.php', "<?php eval(base64_decode($_REQUEST['c']));"],
    ['PHP starts it as a command', 'a.php', "<?php if(isset($_GET['cmd'])){system($_GET['cmd'].' 2>&1');}"],
    [
      'PHP starts it through a variable',
      'a.php',
      "<?php $c = isset($_GET['c']) ? $_GET['c'] : '';\necho shell_exec($c);",
    ],
    ['PHP calls what it names', 'a.php', "<?php $_GET['f']($_POST['a']);"],
    ['PHP reads the body', 'a.php', "<?php $b = file_get_contents('php://input'); eval($b);"],
    ['PHP asserts it', 'a.phtml', '<?php assert($_COOKIE["a"]);'],
    ['PHP in layers', 'a.php', `<?php eval(gzinflate(base64_decode('${packed(inner)}')));`],
    [
      'PHP in two layers',
      'a.php',
      `<?php eval(gzinflate(base64_decode("${packed(`eval(gzinflate(base64_decode('${packed(inner)}')));`)}")));`,
    ],
    ['JSP starts it', 'a.jsp', '<% Runtime.getRuntime().exec(request.getParameter("c")); %>'],
    [
      'JSP starts it through a variable',
      'a.jsp',
      '<% String c = request.getParameter("c");\nProcess p = new ProcessBuilder("/bin/sh","-c",c).start(); %>',
    ],
    ['ASP evaluates it', 'a.asp', '<%eval request("x")%>'],
    ['ASP.NET evaluates it', 'a.aspx', '<%@ Page Language="Jscript"%><%eval(Request.Item["x"],"unsafe");%>'],
    [
      'Python starts it',
      'a.py',
      '#!/usr/bin/python3\nimport cgi, os\nform = cgi.FieldStorage()\nos.system(form.getvalue("c"))\n',
    ],
    ['Perl starts it', 'a.cgi', '#!/usr/bin/perl\nuse CGI;\nmy $c = param("c");\nsystem($c);\n'],
  ])('is seen where %s', (_, file, text) => {
    expect(runsRequests(file, text)).toBeDefined();
  });

  it.each([
    ['a comment shows it', 'a.php', '<?php // eval($_POST["x"]);\n# eval($_POST["x"]);\n/* eval($_POST["x"]); */'],
    ['it is quoted for the shell', 'a.php', "<?php system('convert ' . escapeshellarg($_GET['f']));"],
    ['it is only an argument', 'a.php', "<?php exec('ls -l ' . $dir);"],
    ['it is a number', 'a.php', "<?php $id = (int) $_GET['id']; exec($id);"],
    ['a method has the name', 'a.php', "<?php $db->exec($_POST['q']); curl_exec($ch); Foo::system($_GET['a']);"],
    ['a function of that name is written', 'a.php', "<?php function exec($a = null) { return $_GET['a']; }"],
    [
      'nothing of a request is there',
      'a.php',
      "<?php eval(base64_decode('ZWNobyAnaGVsbG8gd29ybGQgYW5kIG1vcmUnOw=='));",
    ],
    ['it is compared', 'a.php', "<?php $ok = $_POST['t'] === 'x'; exec($ok);"],
    [
      'a template evaluates its own',
      'a.jsp',
      '<% String n = request.getParameter("n"); out.print(n); engine.eval(template); %>',
    ],
    ['it is no script', 'a.txt', 'eval($_POST["x"])'],
  ])('is not seen where %s', (_, file, text) => {
    expect(runsRequests(file, text)).toBeUndefined();
  });

  it('is looked for in time that grows with the text alone', () => {
    for (const piece of [
      'eval(',
      '$_GET[',
      '$a=',
      "eval(gzinflate(base64_decode('AAAA",
      '/*',
      '"',
      'request.getParameter(',
    ])
      for (const file of ['a.php', 'a.jsp', 'a.asp', 'a.py']) runsRequests(file, piece.repeat(40_000));
  });
});
