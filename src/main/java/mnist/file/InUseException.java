package mnist.file;

/** Another process is at work in a folder: what fails now may succeed later. */
public final class InUseException extends StoreException {
    private static final long serialVersionUID = 1L;

    InUseException(String message) {
        super(message);
    }
}
