package mnist.serve;

/** A request that is not answered. The message is one line for whoever sent it. */
public final class Refusal extends RuntimeException {
    static final int BAD_REQUEST = 400;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int WRONG_METHOD = 405;
    static final int TOO_LARGE = 413;

    private static final long serialVersionUID = 1L;

    final int status;

    Refusal(int status, String message) {
        super(message);
        this.status = status;
    }

    /** The body is not what was expected. */
    public static Refusal badRequest(String message) {
        return new Refusal(BAD_REQUEST, message);
    }
}
