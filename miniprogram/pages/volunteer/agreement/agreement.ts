import { READY } from '../../../core/screen';
import { AGREEMENT } from './agreement-text';

/** The registration agreement in full. */
Page({ data: { screen: READY, agreement: AGREEMENT } });
