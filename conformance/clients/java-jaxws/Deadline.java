/** The time that a call has. */
class Deadline {
    private final long end;

    Deadline(long milliseconds) {
        end = System.nanoTime() + milliseconds * 1_000_000;
    }

    /** Milliseconds, at least 1. */
    int left() throws Failure {
        long milliseconds = (end - System.nanoTime()) / 1_000_000;
        Failure.check(milliseconds > 0, "timeout", "the time is over");
        return (int) Math.min(milliseconds, Integer.MAX_VALUE);
    }
}
