import { contract } from './contract.ts';

contract('zalo-oa');
