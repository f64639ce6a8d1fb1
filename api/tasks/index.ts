/**
 * Tasks: background work on a timetable; each task has a name, a rhythm and `run`, and no payload.
 * Comes in: tasks and a database pool. Goes out: each run at its time, by one process however many there are.
 * Never knows: what a task does. What must not be missed is a `due_at` column; this only looks at it often.
 */
export { createTimetable, type Task, type Timetable, type TimetablePool } from "./timetable.ts";
