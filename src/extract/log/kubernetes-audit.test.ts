import { testLogFormat } from '../../../tests/log-format.ts';
import { fixture } from './kubernetes-audit.fixture.ts';
import { kubernetesAudit } from './kubernetes-audit.ts';

testLogFormat(kubernetesAudit, fixture);
