package mnist.data.fetch;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Transfers between mirrors and part files, each watched by a clock. */
final class Download {
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
        if (receiver.diskFailure() != null) {
            throw receiver.diskFailure();
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
        while (true) {
            long stallDeadline = receiver.lastHeard() + timeouts.stall().toNanos();
            boolean hurry = !contact && !receiver.gotContent() && contactDeadline - stallDeadline < 0;
            long left = (hurry ? contactDeadline : stallDeadline) - System.nanoTime();
            if (left <= 0) {
                answer.cancel(true);
                return new MirrorFailure("no answer in time, nothing for " + seconds(timeouts, hurry));
            }
            try {
                answer.get(left, TimeUnit.NANOSECONDS);
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

    private static String seconds(Timeouts timeouts, boolean contact) {
        Duration waited = contact ? timeouts.contact() : timeouts.stall();
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
}
