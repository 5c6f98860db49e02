package mnist.data.fetch;

import java.io.IOException;

/** A mirror did not deliver a file; another may. The message says what it did instead. */
final class MirrorFailure extends IOException {
    private static final long serialVersionUID = 1L;

    MirrorFailure(String message) {
        super(message);
    }

    MirrorFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
