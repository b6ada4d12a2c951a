import { KIB } from "../quantity.ts";
import { hash } from "../random.ts";
import { MINUTE } from "../time/clock.ts";
import type { Behaviour } from "../workloads/plan.ts";

/** What a container takes at any moment: a plain function of the moment, so that nothing has to be kept up to date. */
export interface Load {
  behaviour: Behaviour;
  /** Radians: two containers do not move in step. */
  phase: number;
  /** Bytes above which the kernel lets it not go; null without a limit. */
  limit: number | null;
  /** How far its use of CPU swings, as a share of the usual. */
  swing: number;
  /** Goes from one amount of memory to another and stays there. */
  ramp?: { from: number; to: number; startedAt: number; duration: number };
}

/** How far a container's use of CPU swings about its mean, slowly and quickly. */
const SLOW_SWING = 0.35;
const QUICK_SWING = 0.25;

/** What a container may take: bytes and cores, null without a limit. */
export interface Limits {
  memory: number | null;
  cores: number | null;
}

/** Of its cores, what a container takes on average that would like to take more. */
const BUSIEST = 0.97;

/** The kernel lets nobody take more CPU than its quota, or than the CPUs it may run on: near that it swings less. */
export const createLoad = (behaviour: Behaviour, key: string, { memory, cores }: Limits): Load => {
  const cpu = Math.min(behaviour.cpu, (cores ?? Infinity) * BUSIEST);
  const room = cores === null || cpu === 0 ? Infinity : cores / cpu - 1;
  return {
    behaviour: { ...behaviour, cpu, writable: Math.round(behaviour.writable), logs: Math.round(behaviour.logs) },
    phase: (hash(key) % 6283) / 1000,
    limit: memory,
    swing: Math.min(1, room / (SLOW_SWING + QUICK_SWING)),
  };
};

/** How long a program takes to fill most of its memory, in milliseconds. */
const WARMING = 6_000;
const SLOW = 83_000;
const FAST = 19_000;

/** Working set in bytes. */
export function memoryAt(load: Load, startedAt: number, at: number): number {
  const { memory, swing, growth } = load.behaviour;
  const age = Math.max(0, at - startedAt);
  const wave = 0.6 * Math.sin(at / SLOW + load.phase) + 0.4 * Math.sin(at / FAST + 2 * load.phase);
  const settled = load.ramp ? rampAt(load.ramp, at) : memory * (1 - Math.exp(-age / WARMING));
  const value = settled * (1 + swing * wave) + (growth * age) / MINUTE;
  const capped = load.limit === null ? value : Math.min(value, load.limit * 0.995);
  return Math.max(300 * KIB, Math.floor(capped / 4096) * 4096);
}

function rampAt(ramp: NonNullable<Load["ramp"]>, at: number): number {
  const part = Math.min(1, Math.max(0, (at - ramp.startedAt) / Math.max(1, ramp.duration)));
  return ramp.from + (ramp.to - ramp.from) * part;
}

const CALM = 47_000;
const QUICK = 11_000;

/** Cores in use. */
export const cpuAt = ({ behaviour, phase, swing }: Load, at: number): number =>
  behaviour.cpu *
  (1 + swing * (SLOW_SWING * Math.sin(at / CALM + phase) + QUICK_SWING * Math.sin(at / QUICK + 2 * phase)));

/** Core-seconds used since the start: the integral of the above. */
export function cpuSecondsAt({ behaviour, phase, swing }: Load, startedAt: number, at: number): number {
  const until = (moment: number) =>
    moment -
    startedAt -
    swing * SLOW_SWING * CALM * Math.cos(moment / CALM + phase) -
    swing * QUICK_SWING * QUICK * Math.cos(moment / QUICK + 2 * phase);
  return (Math.max(0, until(at) - until(startedAt)) * behaviour.cpu) / 1000;
}
