package mnist.data.fetch;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes one answer of a mirror: refuses what cannot be the file, appends the rest to the part as it arrives. */
final class PartReceiver implements BodySubscriber<Void> {
    private static final int OK = 200;
    private static final int PARTIAL_CONTENT = 206;
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-\\d+/.*");

    private final CompletableFuture<Void> body = new CompletableFuture<>();
    private final PartFile part;
    private final long have;
    private final long expected;
    private final LongConsumer progress;
    private final AtomicLong lastHeard = new AtomicLong(System.nanoTime());

    // Guarded by this: a late byte of a cancelled transfer must not reach the part that another attempt is writing.
    private FileChannel channel;
    private boolean closed;
    private long received;

    private volatile Flow.Subscription subscription;
    private volatile MirrorFailure refusal;
    private volatile IOException diskFailure;

    /**
     * @param have bytes of the part that were not asked for again
     * @param expected size of the whole file
     * @param progress is told the bytes that are there
     */
    PartReceiver(PartFile part, long have, long expected, LongConsumer progress) {
        this.part = part;
        this.have = have;
        this.expected = expected;
        this.progress = progress;
    }

    /** Looks at the answer's head; the body is taken only if it can be right. */
    PartReceiver accept(ResponseInfo head) {
        lastHeard.set(System.nanoTime());
        try {
            long start = startOf(head);
            synchronized (this) {
                if (!closed) {
                    channel = part.open(start);
                    received = start;
                }
            }
        } catch (MirrorFailure e) {
            refusal = e;
        } catch (IOException e) {
            diskFailure = e;
        }
        return this;
    }

    /** Where in the file the answer's body begins. */
    private long startOf(ResponseInfo head) throws MirrorFailure {
        int status = head.statusCode();
        if (status != OK && status != PARTIAL_CONTENT) {
            throw new MirrorFailure("HTTP " + status);
        }
        String type = head.headers().firstValue("Content-Type").orElse("");
        if (type.startsWith("text/html")) {
            throw new MirrorFailure("an HTML page instead of the file");
        }
        long start = status == PARTIAL_CONTENT ? rangeStart(head.headers().firstValue("Content-Range")) : 0;
        if (start != 0 && start != have) {
            throw new MirrorFailure("another range than asked for");
        }
        long length = head.headers().firstValueAsLong("Content-Length").orElse(expected - start);
        if (start + length != expected) {
            throw new MirrorFailure("%s bytes instead of %s".formatted(start + length, expected));
        }
        return start;
    }

    private static long rangeStart(Optional<String> contentRange) {
        Matcher matcher = CONTENT_RANGE.matcher(contentRange.orElse(""));
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : -1;
    }

    /** {@link System#nanoTime()} of the last sign of life. */
    long lastHeard() {
        return lastHeard.get();
    }

    /** Whether any byte of the file came. */
    synchronized boolean gotContent() {
        return channel != null && received > 0 && diskFailure == null;
    }

    /** The disk failed, not the mirror; else null. */
    IOException diskFailure() {
        return diskFailure;
    }

    /** Takes nothing more. */
    void close() {
        Flow.Subscription running = subscription;
        if (running != null) {
            running.cancel();
        }
        synchronized (this) {
            closed = true;
            try {
                if (channel != null) {
                    channel.close();
                }
            } catch (IOException e) {
                diskFailure = e;
            }
        }
    }

    @Override
    public CompletionStage<Void> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        subscription = newSubscription;
        IOException reason = refusal != null ? refusal : diskFailure;
        if (reason != null) {
            newSubscription.cancel();
            body.completeExceptionally(reason);
        } else {
            newSubscription.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        lastHeard.set(System.nanoTime());
        try {
            progress.accept(write(buffers));
            subscription.request(1);
        } catch (IOException e) {
            subscription.cancel();
            body.completeExceptionally(e);
        }
    }

    private synchronized long write(List<ByteBuffer> buffers) throws IOException {
        for (ByteBuffer buffer : buffers) {
            if (closed) {
                throw new MirrorFailure("too late");
            }
            if (received + buffer.remaining() > expected) {
                throw new MirrorFailure("more than %s bytes".formatted(expected));
            }
            try {
                while (buffer.hasRemaining()) {
                    received += channel.write(buffer);
                }
            } catch (IOException e) {
                diskFailure = e;
                throw e;
            }
        }
        return received;
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        body.complete(null);
    }
}
