package mnist.cli.frame;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Locale;
import mnist.file.StoreException;

/** Standard output, which tells when it could not be written: Java's own keeps that to itself. */
public final class StandardOutput extends PrintWriter {
    private final Descriptor descriptor;
    private boolean told;
    private String kept;

    /** Nobody reads the results any more, as is usual with {@code | head}. */
    static final class ReaderGoneException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Keeps the first failure. */
    private static final class Descriptor extends FilterOutputStream {
        private IOException failure;

        Descriptor(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                failure = failure == null ? e : failure;
                throw e;
            }
        }

        /** Whether the reader of a pipe has gone. There is no other sign of it than the system's words. */
        boolean isUnread() {
            String reason = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
            return reason.contains("pipe") || reason.contains("\u7ba1\u9053");
        }
    }

    public StandardOutput() {
        this(new Descriptor(new FileOutputStream(FileDescriptor.out)));
    }

    private StandardOutput(Descriptor descriptor) {
        super(new BufferedWriter(new OutputStreamWriter(descriptor, charset())), true);
        this.descriptor = descriptor;
    }

    /** The terminal's, which may be another than that of files. */
    private static Charset charset() {
        String name = System.getProperty("sun.stdout.encoding");
        return name == null ? Charset.defaultCharset() : Charset.forName(name);
    }

    /** What is safe although the words on it may be lost. */
    void keeps(String what) {
        kept = what;
    }

    /**
     * Writes what is still to be written.
     *
     * @throws ReaderGoneException if nobody reads it
     * @throws StoreException if it cannot be written for another reason; this is told once
     */
    void requireWritten() {
        if (checkError() && !told) {
            if (descriptor.isUnread()) {
                throw new ReaderGoneException();
            }
            told = true;
            throw new StoreException(
                    "standard output: cannot be written: " + descriptor.failure.getMessage() + "; "
                            + (kept == null ? "results are lost: write them to a place that has room" : kept),
                    descriptor.failure);
        }
    }

    /** The program's exit code, when its command ended with this one. */
    public int ended(int code) {
        try {
            requireWritten();
            return code;
        } catch (ReaderGoneException e) {
            return code;
        } catch (StoreException e) {
            System.err.println("mnist: " + e.getMessage());
            return code == ExitCodes.DONE ? ExitCodes.MODEL : code;
        }
    }
}
