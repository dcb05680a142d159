/**
 * Inodes of namespaces are numbers of procfs, from 0xF0000000 upwards (`PROC_DYNAMIC_FIRST` in fs/proc/generic.c); the initial
 * ones stand just below (linux/nsfs.h). A smaller number is no inode: it is the id of a namespace's root mount, which stands
 * for a namespace that was inferred (shared/sosreport/mount-groups.ts). Mount ids are below 2^31.
 */
export const isInferredNamespace = (number: number): boolean => number > 0 && number < 0x80000000;
