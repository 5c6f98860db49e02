package mnist.data.fetch;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Transfers between mirrors and part files, each watched by a clock. */
final class Download {
    /** A mirror did not deliver a file; another may. The message says what it did instead. */
    static class MirrorFailure extends IOException {
        private static final long serialVersionUID = 1L;

        MirrorFailure(String message) {
            super(message);
        }

        MirrorFailure(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** A mirror delivers, but would for ever: it is not asked again. */
    static final class TooSlow extends MirrorFailure {
        private static final long serialVersionUID = 1L;

        TooSlow(long bytes, Timeouts.Pace pace) {
            super(String.format(
                    Locale.ROOT,
                    "too slow, %,d bytes in %s where %,d are the least",
                    bytes,
                    seconds(pace.time()),
                    pace.bytes()));
        }
    }

    private final HttpClient client;
    private final Timeouts timeouts;
    private final long contactDeadline;
    private boolean contact;

    /** @param contactDeadline by this {@link System#nanoTime()} some mirror must have sent a first byte */
    Download(Timeouts timeouts, long contactDeadline) {
        this.timeouts = timeouts;
        this.contactDeadline = contactDeadline;
        client = HttpClient.newBuilder()
                .connectTimeout(timeouts.connect())
                // Never from https to http.
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    /**
     * Completes the part from one mirror, from where it ends if the mirror can do that, else from the start.
     *
     * @param expected size of the whole file
     * @throws MirrorFailure if the mirror did not deliver; the part holds what arrived
     * @throws IOException if the disk failed
     */
    void complete(PartFile part, URI source, long expected, LongConsumer progress) throws IOException {
        long have = part.size();
        HttpRequest.Builder request = HttpRequest.newBuilder(source).header("User-Agent", "mnist-trainer");
        if (have > 0) {
            request.header("Range", "bytes=" + have + "-");
        }
        PartReceiver receiver = new PartReceiver(part, have, expected, progress);
        MirrorFailure failure = await(client.sendAsync(request.build(), receiver::accept), receiver);
        receiver.close();
        contact |= receiver.gotContent();
        if (receiver.diskFailure != null) {
            throw receiver.diskFailure;
        }
        if (failure != null) {
            throw failure;
        }
        if (part.size() != expected) {
            throw new MirrorFailure("ended after %s of %s bytes".formatted(part.size(), expected));
        }
    }

    /** Waits for the end of the transfer; returns null if it is a good one. */
    private MirrorFailure await(CompletableFuture<HttpResponse<Void>> answer, PartReceiver receiver) {
        long paceDeadline = receiver.lastHeard.get() + timeouts.pace().time().toNanos();
        long arrivedBefore = 0;
        while (true) {
            if (paceDeadline - System.nanoTime() <= 0) {
                long arrived = receiver.arrived.get();
                if (arrived - arrivedBefore < timeouts.pace().bytes()) {
                    answer.cancel(true);
                    return new TooSlow(arrived - arrivedBefore, timeouts.pace());
                }
                arrivedBefore = arrived;
                paceDeadline = System.nanoTime() + timeouts.pace().time().toNanos();
            }
            long stallDeadline = receiver.lastHeard.get() + timeouts.stall().toNanos();
            boolean hurry = !contact && !receiver.gotContent() && contactDeadline - stallDeadline < 0;
            long left = (hurry ? contactDeadline : stallDeadline) - System.nanoTime();
            if (left <= 0) {
                answer.cancel(true);
                return new MirrorFailure(
                        "no answer in time, nothing for " + seconds(hurry ? timeouts.contact() : timeouts.stall()));
            }
            try {
                answer.get(Math.min(left, paceDeadline - System.nanoTime()), TimeUnit.NANOSECONDS);
                return null;
            } catch (TimeoutException lookAgain) {
                // Bytes may have arrived meanwhile.
            } catch (ExecutionException e) {
                return failure(e.getCause());
            } catch (InterruptedException e) {
                answer.cancel(true);
                Thread.currentThread().interrupt();
                return new MirrorFailure("interrupted", e);
            }
        }
    }

    private static String seconds(Duration waited) {
        return String.format(Locale.ROOT, "%.3g s", waited.toMillis() / 1000.0);
    }

    private static MirrorFailure failure(Throwable cause) {
        if (cause instanceof MirrorFailure failure) {
            return failure;
        }
        if (cause instanceof HttpConnectTimeoutException) {
            return new MirrorFailure("no connection in time", cause);
        }
        if (Stream.iterate(cause, Objects::nonNull, Throwable::getCause)
                .anyMatch(UnresolvedAddressException.class::isInstance)) {
            return new MirrorFailure("host not found", cause);
        }
        if (cause instanceof ConnectException) {
            return new MirrorFailure("no connection", cause);
        }
        String reason = cause instanceof SSLException ? "no secure connection" : "connection broken";
        return new MirrorFailure(reason + " (" + cause.getMessage() + ")", cause);
    }

    /** Takes one answer of a mirror: refuses what cannot be the file, appends the rest to the part as it arrives. */
    private static final class PartReceiver implements BodySubscriber<Void> {
        private static final int OK = 200;
        private static final int PARTIAL_CONTENT = 206;
        private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-\\d+/.*");

        private final CompletableFuture<Void> body = new CompletableFuture<>();
        private final PartFile part;
        private final long have;
        private final long expected;
        private final LongConsumer progress;
        /** {@link System#nanoTime()} of the last sign of life. */
        private final AtomicLong lastHeard = new AtomicLong(System.nanoTime());

        private final AtomicLong arrived = new AtomicLong();

        // Guarded by this: a late byte of a cancelled transfer must not reach the part that another attempt is writing.
        private FileChannel channel;
        private boolean closed;
        private long received;

        private volatile Flow.Subscription subscription;
        private volatile MirrorFailure refusal;
        /** The disk failed, not the mirror; else null. */
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

        /** Whether any byte of the file came. */
        synchronized boolean gotContent() {
            return channel != null && received > 0 && diskFailure == null;
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
                        int written = channel.write(buffer);
                        received += written;
                        arrived.addAndGet(written);
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
}
