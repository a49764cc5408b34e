/** An orderly failure, with a word for what kind it is. */
class Failure extends Exception {
    final String kind;

    Failure(String kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    static void check(boolean holds, String kind, String otherwise) throws Failure {
        if (!holds) throw new Failure(kind, otherwise, null);
    }
}
