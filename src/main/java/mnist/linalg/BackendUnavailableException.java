package mnist.linalg;

/** The backend that was asked for cannot run here; the message is one line for people and names the remedy. */
public final class BackendUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BackendUnavailableException(String message) {
        super(message);
    }
}
