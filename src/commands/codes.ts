import type { Command } from 'commander';
import { apiErrors, libraryTypes } from '../catalogue/documented.ts';
import { catalogue, type FindingId, findingIds } from '../catalogue/index.ts';
import { OK, statusOf } from '../exit.ts';
import { type Io, write } from '../io.ts';
import type { CatalogueEntry } from '../types.ts';
