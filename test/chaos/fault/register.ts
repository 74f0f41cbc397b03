/** Loaded before the worker by `--import` where a fault is planted: what the worker loads is changed on the way. */
import { register } from 'node:module';

register('./hooks.js', import.meta.url);
