/** Which application wrote a log, by its file's name and its first lines, in the words of Sigma's log sources. */
import type { LogSource } from '../../model/log-event.ts';

const category = 'application';
/** The first that fits: a framework's own words before those of the language that it is written in. */
const writers: readonly (readonly [RegExp, LogSource])[] = [
  [/catalina|org\.apache\.(?:tomcat|coyote)/i, { category, product: 'jvm', service: 'tomcat' }],
  [/atlassian|confluence/i, { category, product: 'jvm', service: 'confluence' }],
  [/jenkins|hudson\./i, { category, product: 'jvm', service: 'jenkins' }],
  [/activemq/i, { category, product: 'jvm', service: 'activemq' }],
  [/elasticsearch|\[o\.e\.\w\./i, { category, product: 'jvm', service: 'elasticsearch' }],
  [/geoserver/i, { category, product: 'jvm', service: 'geoserver' }],
  [/\bsolr\b/i, { category, product: 'jvm', service: 'solr' }],
  [/hadoop/i, { category, product: 'jvm', service: 'hadoop' }],
  [/selenium|LoggingOptions/i, { category, service: 'selenium' }],
  [/springframework|\d --- \[/, { category, product: 'spring', service: 'spring' }],
  [/dockerd|libcontainerd|moby|Docker daemon/, { category, service: 'docker' }],
  [/containerd/, { category, service: 'containerd' }],
  [/traefik/i, { category, service: 'traefik' }],
  [/mysqld|mariadb|InnoDB/i, { category, product: 'sql', service: 'mysql' }],
  [/langflow/i, { category, product: 'python', service: 'langflow' }],
  [/airflow/i, { category, product: 'python', service: 'airflow' }],
  [/django/i, { category, product: 'django', service: 'django' }],
  [/gunicorn|uvicorn|Traceback \(most recent|\w\.py[:\]" ]/, { category, product: 'python' }],
  [/ActionController|\.rb:\d|\brails\b/i, { category, product: 'ruby' }],
  [/node_modules|\.js:\d|next-server/, { category, product: 'nodejs' }],
  [/\.java:\d|\b(?:com|org|net|io)\.[a-z]\w+\.[\w.]+/, { category, product: 'jvm' }],
];

/**
 * @param name of the file
 * @param head its first lines
 */
export function writerOf(name: string, head: string): LogSource {
  const fitting = (text: string): LogSource | undefined => writers.find(([pattern]) => pattern.test(text))?.[1];
  return fitting(name) ?? fitting(head) ?? { category };
}
