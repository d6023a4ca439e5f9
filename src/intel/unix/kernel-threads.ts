/**
 * Names of the kernel's threads, and what miners make of them. A thread of the kernel has no file, so that no file bears
 * such a name by right.
 * Sources: the kernel's own calls of kthread_create and alloc_workqueue (Linux 2.6 to 6.12); of the imitations, reports on
 * Kinsing (kdevtmpfsi), WatchDog and others (kworkerds, kthrotlds, kthreaddk).
 * Does not see: threads of drivers, which are named after their devices.
 */

/** Nothing else bears them. */
const own =
  'kworker ksoftirqd kswapd kthreadd kthrotld khugepaged kdevtmpfs kcompactd kauditd kblockd ksmd khungtaskd oom_reaper ' +
  'kintegrityd kpsmoused kstrp mm_percpu_wq inet_frag_wq ext4-rsv-conver rcu_sched rcu_bh rcu_gp rcu_par_gp rcu_preempt';

const ownNames = own.replaceAll(' ', '|');
/** `kworker/0:1`, `kswapd0`, `kthreaddk`, `kworkerds`. */
const ofFile = new RegExp(`^(?:\\[[\\w/:-]{2,40}\\]|(?:${ownNames})(?:[/:].*|\\d*|d?s|[dk]))$`, 's');
/** As the kernel shows them; plain words count only with what stands behind them. */
const ofProcess = new RegExp(
  `^(?:(?:${ownNames})(?:/.*|\\d{0,3}|d?s|[dk])|rcu_tasks\\w{0,16}|rcu(?:os|op|ob|b|c|og)/.*|(?:migration|watchdog|irq)/\\d.*|` +
    '(?:cpuhp|jbd2|xfsaild|idle_inject)/.*|scsi_(?:eh|tmf)_\\d.*|netns)$',
  's',
);
const imitation =
  /^\.?\[?(?:k(?:thread|worker|swap|softirq|devtmpfs|audit|integrity|blockd|compactd|hugepage)[a-z]*(?:[/:-][\w:/-]{0,32}|\d{0,4})|(?:migration|watchdogd?|jbd2)(?:\/[\w:-]{0,32}|\d{0,2})|rcu_[a-z]{1,32})\]?$/;

/** A file is called as a thread of the kernel is, or as `ps` shows one. */
export function isThreadFileName(name: string): boolean {
  return ofFile.test(name);
}

/** A process shows the name of a thread of the kernel. @param name as the kernel has it (comm) */
export function isThreadName(name: string): boolean {
  return ofProcess.test(name);
}

/** It begins as such a name does, or is a word that one begins with: for files in places that are odd already. */
export function imitatesThread(name: string): boolean {
  return imitation.test(name);
}
