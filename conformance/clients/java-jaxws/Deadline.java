/** The time that a call has. */
class Deadline {
    private final long end;
    private volatile boolean cancelled;

    Deadline(long milliseconds) {
        end = System.nanoTime() + milliseconds * 1_000_000;
    }

    /** The next step has no time left; the current one has its own limit. */
    void cancel() {
        cancelled = true;
    }

    /** Milliseconds, at least 1. */
    int left() throws Failure {
        long milliseconds = (end - System.nanoTime()) / 1_000_000;
        Failure.check(milliseconds > 0 && !cancelled, "timeout", "the time is over");
        return (int) Math.min(milliseconds, Integer.MAX_VALUE);
    }

    /** Milliseconds for one exchange: a third of the time, so that there is enough left to give up in good order. */
    int patience() throws Failure {
        return Math.max(1, left() / 3);
    }
}
