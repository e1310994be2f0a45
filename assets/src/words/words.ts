/**
 * Every word on screen comes from one catalogue. A further language is a further file
 * of this shape, chosen before the app mounts.
 */
import { en } from "./en";

export type Words = typeof en;

export const words: Words = en;
