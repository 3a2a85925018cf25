/** The one door to commander: the command line is registered in several files. */
export { Command, Option } from 'commander';
