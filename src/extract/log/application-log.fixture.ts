import type { LogFormatFixture } from '../../../tests/fixture.ts';

const time = '2026-11-23T16:31:56.123Z';
const jvm = { category: 'application', product: 'jvm' };

export const fixture: LogFormatFixture = {
  fires: [
    {
      name: 'Spring Boot 2 and 3',
      input: [
        '2026-11-23 16:31:56.123  INFO 77 --- [           main] o.s.b.w.embedded.tomcat.TomcatWebServer  : Tomcat started on port(s): 8080',
        '2026-11-23T17:31:56.123+01:00 ERROR 77 --- [shop] [nio-8080-exec-1] o.a.c.c.C.[.[.[/].[dispatcherServlet]    : Servlet.service() threw',
      ].join('\n'),
      expect: [
        {
          source: { category: 'application', product: 'spring' },
          time,
          fields: {
            level: 'INFO',
            pid: 77,
            thread: 'main',
            logger: 'o.s.b.w.embedded.tomcat.TomcatWebServer',
            message: 'Tomcat started on port(s): 8080',
          },
        },
        { time, fields: { level: 'ERROR', pid: 77, thread: 'shop' } },
      ],
    },
    {
      name: 'Tomcat, with a stack trace, and what a child printed',
      file: 'catalina.2026-11-23.log',
      input:
        '23-Nov-2026 16:31:56.123 SEVERE [http-nio-8080-exec-1] org.apache.catalina.core.StandardWrapperValve.invoke Servlet.service() threw\n\tjava.lang.RuntimeException: x\n\t\tat a.b.C.d(C.java:1)\nsh: 1: curl: not found\n23-Nov-2026 16:31:56.123 INFO [main] a.b.C.d done\n',
      expect: [
        {
          source: { ...jvm, service: 'tomcat' },
          time,
          fields: { level: 'SEVERE', thread: 'http-nio-8080-exec-1' },
        },
        { time, fields: { level: 'INFO', message: 'a.b.C.d done' } },
      ],
    },
    {
      name: 'java.util.logging as it was, in two lines',
      input:
        'Nov 23, 2026 4:31:56 PM org.apache.catalina.startup.Catalina start\nINFO: Server startup in 77 ms\nNov 23, 2026 12:00:01 AM org.apache.catalina.startup.Catalina stop\nWARNING: x\n',
      expect: [
        {
          source: { service: 'tomcat' },
          time: '2026-11-23T16:31:56.000Z',
          fields: {
            level: 'INFO',
            logger: 'org.apache.catalina.startup.Catalina.start',
            message: 'Server startup in 77 ms',
          },
        },
        { time: '2026-11-23T00:00:01.000Z' },
      ],
    },
    {
      name: 'WebLogic, whose milliseconds need no zone',
      input:
        "####<Nov 24, 2026 12:31:56 AM CST> <Error> <HTTP> <host1> <AdminServer> <[ACTIVE] ExecuteThread: '0'> <<WLS Kernel>> <> <> <1795451516123> <BEA-101020> <[ServletContext@1] Servlet failed with an Exception\njava.lang.RuntimeException: x> y\n> \n<Nov 23, 2026 4:31:56 PM UTC> <Notice> <Security> <BEA-090082> <Security initializing> \n",
      expect: [
        {
          source: { ...jvm, service: 'weblogic' },
          time: '2026-11-23T16:31:56.123Z',
          fields: {
            level: 'Error',
            logger: 'HTTP',
            server: 'AdminServer',
            code: 'BEA-101020',
            message: '[ServletContext@1] Servlet failed with an Exception\njava.lang.RuntimeException: x> y\n',
          },
        },
        { time: '2026-11-23T16:31:56.000Z', fields: { level: 'Notice', message: 'Security initializing' } },
      ],
    },
    {
      name: 'Confluence and Log4j',
      input:
        '2026-11-23 16:31:56,123 ERROR [http-nio-8090-exec-1 url: /x.action] [atlassian.confluence.servlet.ConfluenceServletDispatcher] sendError Could not execute action\n2026-11-23 16:31:56,123 INFO org.apache.hadoop.yarn.Server: started\n',
      expect: [
        {
          source: { ...jvm, service: 'confluence' },
          time,
          fields: {
            level: 'ERROR',
            thread: 'http-nio-8090-exec-1 url: /x.action',
            logger: 'atlassian.confluence.servlet.ConfluenceServletDispatcher',
            message: 'sendError Could not execute action',
          },
        },
        { fields: { logger: 'org.apache.hadoop.yarn.Server', message: 'started' } },
      ],
    },
    {
      name: 'Jenkins, behind its first words',
      file: 'jenkins.log',
      input:
        'Running from: /usr/share/jenkins.war\nwebroot: /var/cache/jenkins\n2026-11-23 16:31:56.123+0000 [id=31]\tINFO\thudson.WebAppMain#run: fully up\n',
      expect: [
        {
          source: { service: 'jenkins' },
          time,
          fields: { level: 'INFO', thread: 'id=31', logger: 'hudson.WebAppMain#run', message: 'fully up' },
        },
      ],
    },
    {
      name: 'Elasticsearch, ActiveMQ, Python, gunicorn, Selenium',
      input: [
        '[2026-11-23T16:31:56,123][WARN ][o.e.n.Node               ] [node-1] started',
        '2026-11-23 16:31:56,123 | WARN  | Transport failed | org.apache.activemq.broker.TransportConnection | ActiveMQ Transport',
        '2026-11-23 16:31:56,123 - root - ERROR - x failed',
        '[2026-11-23 16:31:56 +0000] [77] [INFO] Listening at: http://0.0.0.0:8000 (77)',
        '16:31:56.123 INFO [LoggingOptions.configureLogEncoding] - Using the system default encoding',
      ].join('\n'),
      expect: [
        { time, fields: { level: 'WARN', logger: 'o.e.n.Node', thread: 'node-1', message: 'started' } },
        {
          time,
          fields: {
            message: 'Transport failed',
            logger: 'org.apache.activemq.broker.TransportConnection',
            level: 'WARN',
          },
        },
        { time, fields: { level: 'ERROR', logger: 'root', message: 'x failed' } },
        {
          time: '2026-11-23T16:31:56.000Z',
          fields: { level: 'INFO', message: 'Listening at: http://0.0.0.0:8000 (77)' },
        },
        { fields: { level: 'INFO' } },
      ],
    },
    {
      name: 'Redis',
      input:
        '77:C 23 Nov 2026 16:31:56.123 # oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo\n77:M 23 Nov 2026 16:31:56.123 * Module "exp" loaded\n',
      expect: [
        {
          source: { category: 'application', service: 'redis' },
          time,
          fields: { pid: 77, role: 'C', level: 'warning' },
        },
        { time, fields: { role: 'M', message: 'Module "exp" loaded' } },
      ],
    },
    {
      name: 'a program in Go that logs as Docker does',
      input: 'time="2026-11-23T16:31:56.123456789Z" level=info msg="Configuration loaded" a=b c="d \\"e\\""\n',
      expect: [
        {
          time,
          fields: { level: 'info', message: 'Configuration loaded', a: 'b', c: 'd "e"' },
        },
      ],
    },
    {
      name: 'Kubernetes, which names no year',
      latest: '2026-11-24T00:00:00Z',
      input: 'E1123 16:31:56.123456      77 server.go:12] Unable to authenticate\n',
      expect: [
        { time, fields: { level: 'error', pid: 77, logger: 'server.go:12', message: 'Unable to authenticate' } },
      ],
    },
    {
      name: 'what MySQL was asked',
      file: 'general.log',
      input:
        "/usr/sbin/mysqld, Version: 8.0.36. started with:\nTcp port: 3306\n2026-11-23T16:31:56.123456Z\t    8 Connect\troot@192.0.2.10 on  using TCP/IP\n2026-11-23T16:31:56.123456Z\t    8 Query\tSELECT\n sys_eval('id')\n",
      expect: [
        { source: { product: 'sql', service: 'mysql' }, time, fields: { command: 'Connect', connection: 8 } },
        { time, fields: { command: 'Query', message: "SELECT\n sys_eval('id')" } },
      ],
    },
    {
      name: 'MySQL',
      input:
        "2026-11-23T16:31:56.123456Z 8 [Note] [MY-010914] [Server] Access denied for user 'root'@'192.0.2.10'\n2026-11-23 16:31:56 0 [Warning] x\n",
      expect: [{ time, fields: { level: 'Note', pid: 8 } }, { fields: { level: 'Warning', message: 'x' } }],
    },
  ],
  silent: [
    {
      name: 'Docker’s daemon, which has a reader of its own',
      input: 'time="2026-11-23T16:31:56.123456789Z" level=info msg="Calling POST /v1.41/containers/create"\n',
    },
    { name: 'nothing', input: '' },
    { name: 'a text that begins with a day', input: '2026-11-23 16:31:56 we met ERROR and INFO: nothing else\n' },
    {
      name: 'syslog',
      input: '2026-11-23T16:31:56.123456+00:00 web1 app[7]: INFO started\nNov 23 16:31:56 web1 x[7]: INFO\n',
    },
    { name: 'dpkg', input: '2026-11-23 16:31:56 status installed libc6:amd64 2.36\n' },
    { name: 'CSV', input: '2026-11-23 16:31:56,INFO,x\n2026-11-23 16:31:57,ERROR,y\n' },
    {
      name: 'a runner of GitHub',
      input: '2026-11-23T16:31:56.1234567Z ##[error] x\n2026-11-23T16:31:56.1234567Z [INFO] x\n',
    },
    { name: 'an access log', input: '192.0.2.10 - - [23/Nov/2026:16:31:56 +0000] "GET /INFO HTTP/1.1" 200 1\n' },
    { name: 'nginx', input: '2026/11/23 16:31:56 [error] 77#78: *9 x\n' },
    { name: 'IIS', input: '2026-11-23 16:31:56 192.0.2.1 GET / - 80 - 198.51.100.7 - 200 0 0 1\n' },
    { name: 'settings', input: 'level=info\ntime=5\n' },
    { name: 'a page', input: '<Nov> <Error>\n' },
    { name: 'source code', input: 'INFO = 20\nERROR = 40\n' },
  ],
};
