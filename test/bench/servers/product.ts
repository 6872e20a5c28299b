import 'reflect-metadata';
import { loadConfig } from '../../../config/config';
import { createLogger } from '../../../server/platform/logger';
import { startProduct } from '../../../server/product';
import { report } from '../server-process';

/** The whole product of the environment it is given, with its worker in the same process. */
startProduct(loadConfig(), { logger: createLogger('error') }).then(({ url }) => report(url));
