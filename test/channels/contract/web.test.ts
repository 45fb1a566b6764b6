import { contract } from './contract.ts';

contract('web');
