package mnist.data.fetch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/** A web server on this machine that answers every request as the test wants, down to the byte, and notes what was asked. */
final class MisbehavingServer implements AutoCloseable {
    /** Answers one request; the connection is closed afterwards. */
    interface Answer {
        void to(Request request, OutputStream out) throws IOException, InterruptedException;
    }

    /**
     * What was asked for.
     *
     * @param from the start of the wanted range, 0 if all is wanted
     * @param number of this request, from 1
     */
    record Request(String path, int from, int number) {}

    private final ServerSocket socket;
    private final Answer answer;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());

    MisbehavingServer(Answer answer) throws IOException {
        this.answer = answer;
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::serve);
    }

    URI folder() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/mnist/");
    }

    /** What was asked so far. */
    List<Request> requests() {
        return requests;
    }

    /** To be called by an answer that says nothing more: returns when the test is over. */
    void stall() throws InterruptedException {
        closing.await();
    }

    @Override
    public void close() throws IOException {
        closing.countDown();
        socket.close();
    }

    /** The whole file, or the rest of it if only that is asked for. */
    static void send(Request request, byte[] file, OutputStream out) throws IOException {
        head(request.from(), file.length, out);
        out.write(file, request.from(), file.length - request.from());
    }

    /** The head of a good answer that promises the bytes from {@code from}. */
    static void head(int from, int length, OutputStream out) throws IOException {
        String range = "206 Partial Content\r\nContent-Range: bytes %d-%d/%d".formatted(from, length - 1, length);
        text(out, "HTTP/1.1 %s\r\nContent-Length: %d\r\n\r\n".formatted(from > 0 ? range : "200 OK", length - from));
    }

    static void text(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void serve() {
        try {
            while (true) {
                Socket connection = socket.accept();
                start(() -> converse(connection));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void converse(Socket connection) {
        try (connection;
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1))) {
            Request request = read(in);
            OutputStream out = connection.getOutputStream();
            answer.to(request, out);
            out.flush();
        } catch (IOException | InterruptedException gone) {
            // The other side has had enough.
        }
    }

    private Request read(BufferedReader in) throws IOException {
        String path = in.readLine().split(" ")[1];
        int from = 0;
        for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
            if (line.toLowerCase(Locale.ROOT).startsWith("range: bytes=")) {
                from = Integer.parseInt(line.substring("range: bytes=".length(), line.length() - 1));
            }
        }
        synchronized (requests) {
            Request request = new Request(path, from, requests.size() + 1);
            requests.add(request);
            return request;
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "misbehaving server");
        thread.setDaemon(true);
        thread.start();
    }
}
