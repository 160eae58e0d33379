import { photographedPages } from './photographed-pages.ts';

photographedPages(10);
