import { sampleFiles } from './sample-files.ts';

sampleFiles(() => true);
