package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32C;
import mnist.Python;
import mnist.cli.frame.ExitCodes;
import mnist.store.json.Json;
import mnist.store.safetensors.Safetensors;
import mnist.store.safetensors.Tensor;
import mnist.store.tensorboard.EventExport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code mnist export RUN --to FOLDER}: event files, their bytes read here by the documents of TFRecord and protobuf. */
class ExportEventsTest {
    @RegisterExtension
    private static final Cli cli = Cli.withDigits();

    private static Path run;
    private static Path events;

    @BeforeAll
    static void exported() {
        run = cli.path("run");
        cli.train("--hidden 8,8 --norm batch --residual --optimizer adam --lr 0.01 --epochs 4 --validation 50"
                        + " --out {HOME}/run")
                .assertDone();
        cli.command("export {HOME}/run --to {HOME}/events")
                .assertDone()
                .assertOut("run        ", EventExport.FILE, "for tensorboard --logdir " + cli.path("events"));
        events = cli.path("events").resolve(EventExport.FILE);
    }

    /** A message's fields by number; a value is a Long, a Double, a Float or bytes. */
    private static Map<Integer, List<Object>> message(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        Map<Integer, List<Object>> fields = new TreeMap<>();
        while (in.hasRemaining()) {
            long key = varint(in);
            Object value = switch ((int) (key & 7)) {
                case 0 -> varint(in);
                case 1 -> in.getDouble();
                case 2 -> take(in, varint(in));
                case 5 -> in.getFloat();
                default -> throw new AssertionError("wire type " + (key & 7));
            };
            fields.computeIfAbsent((int) (key >> 3), number -> new ArrayList<>())
                    .add(value);
        }
        return fields;
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            long part = in.get();
            value |= (part & 0x7f) << shift;
            if (part >= 0) {
                return value;
            }
        }
    }

    private static byte[] take(ByteBuffer in, long count) {
        byte[] bytes = new byte[(int) count];
        in.get(bytes);
        return bytes;
    }

    private static void assertSum(byte[] content, int masked) {
        CRC32C sum = new CRC32C();
        sum.update(content, 0, content.length);
        int crc = (int) sum.getValue();
        assertEquals(((crc >>> 15) | (crc << 17)) + 0xa282ead8, masked);
    }

    private static List<Map<Integer, List<Object>>> read(Path file) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        List<Map<Integer, List<Object>>> records = new ArrayList<>();
        while (in.hasRemaining()) {
            byte[] length = take(in, Long.BYTES);
            assertSum(length, in.getInt());
            byte[] content = take(
                    in, ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong());
            assertSum(content, in.getInt());
            records.add(message(content));
        }
        return records;
    }

    /** By tag and step: a Float, or the fields of a histogram. */
    private static Map<String, Map<Long, Object>> values() throws IOException {
        Map<String, Map<Long, Object>> values = new HashMap<>();
        for (Map<Integer, List<Object>> event : read(events)) {
            for (Object summary : event.getOrDefault(5, List.of())) {
                for (Object each : message((byte[]) summary).get(1)) {
                    Map<Integer, List<Object>> value = message((byte[]) each);
                    String tag = new String((byte[]) value.get(1).get(0), StandardCharsets.UTF_8);
                    Object shown = value.containsKey(2)
                            ? value.get(2).get(0)
                            : message((byte[]) value.get(5).get(0));
                    Object before = values.computeIfAbsent(tag, key -> new TreeMap<>())
                            .put((Long) event.get(2).get(0), shown);
                    assertEquals(null, before, tag);
                }
            }
        }
        return values;
    }

    private static double number(Map<Integer, List<Object>> fields, int field) {
        return (Double) fields.get(field).get(0);
    }

    private static double[] packed(Map<Integer, List<Object>> fields, int field) {
        ByteBuffer in = ByteBuffer.wrap((byte[]) fields.get(field).get(0)).order(ByteOrder.LITTLE_ENDIAN);
        double[] numbers = new double[in.remaining() / Double.BYTES];
        in.asDoubleBuffer().get(numbers);
        return numbers;
    }

    @Test
    void theFirstRecordSaysTheVersionAndTimesRise() throws IOException {
        List<Map<Integer, List<Object>>> records = read(events);
        assertEquals("brain.Event:2", new String((byte[]) records.get(0).get(3).get(0), StandardCharsets.UTF_8));
        double begin = number(records.get(0), 1);
        assertEquals(Files.getLastModifiedTime(run.resolve("config.json")).toMillis() / 1000.0, begin, 1e-3);
        double seconds = 0;
        List<String> lines = Files.readAllLines(run.resolve("metrics.jsonl"));
        assertEquals(1 + lines.size(), records.size());
        for (int i = 0; i < lines.size(); i++) {
            Map<String, Object> row = Json.parse(lines.get(i));
            seconds += ((Number) row.get("seconds")).doubleValue();
            seconds += ((Number) row.get("evaluation_seconds")).doubleValue();
            assertEquals(begin + seconds, number(records.get(i + 1), 1), 1e-5);
            assertEquals(i + 1L, records.get(i + 1).get(2).get(0));
        }
    }

    @Test
    void everyColumnOfTheMetricsIsThere() throws IOException {
        Map<String, Map<Long, Object>> values = values();
        List<String> lines = Files.readAllLines(run.resolve("metrics.csv"));
        List<String> columns = List.of(lines.get(0).split(",", -1));
        for (String column : columns.subList(2, columns.size())) {
            String tag = column.replaceFirst("^(train|validation)_(.*)", "$2/$1");
            Map<Long, Object> expected = new TreeMap<>();
            for (String line : lines.subList(1, lines.size())) {
                String[] cells = line.split(",", -1);
                expected.put(Long.valueOf(cells[0]), (float) Double.parseDouble(cells[columns.indexOf(column)]));
            }
            assertEquals(expected, values.get(tag), tag);
        }
    }

    @Test
    void layersAndTheTestAreThere() throws IOException {
        Map<String, Map<Long, Object>> values = values();
        Map<String, Object> row =
                Json.parse(Files.readAllLines(run.resolve("metrics.jsonl")).get(2));
        Map<?, ?> layer = (Map<?, ?>) ((List<?>) row.get("layers")).get(1);
        for (String name : List.of("gradient_norm", "weight_norm", "update_norm", "dead_units")) {
            float expected = ((Number) layer.get(name)).floatValue();
            assertEquals(expected, values.get(name + "/layer_2").get(3L), name);
        }
        Map<String, Object> result = Json.read(run.resolve("result.json"));
        long best = ((Number) result.get("best_epoch")).longValue();
        assertEquals(Map.of(best, ((Number) result.get("accuracy")).floatValue()), values.get("accuracy/test"));
        assertEquals(Map.of(best, ((Number) result.get("loss")).floatValue()), values.get("loss/test"));
    }

    @Test
    void histogramsCountEveryNumber() throws IOException {
        Map<String, Map<Long, Object>> values = values();
        TreeSet<String> expected = new TreeSet<>();
        for (Tensor tensor : Safetensors.read(run.resolve("last.safetensors")).tensors()) {
            String tag = tensor.name().replaceFirst("^optimizer\\.", "optimizer/");
            tag = tag.equals(tensor.name()) ? "weights/" + tag : tag;
            expected.add(tag);
            assertHistogram(tensor.data(), values.get(tag).get(4L), tag);
        }
        TreeSet<String> found = new TreeSet<>(values.keySet());
        found.removeIf(tag -> !tag.startsWith("weights/") && !tag.startsWith("optimizer/"));
        assertEquals(expected, found);
    }

    @SuppressWarnings("unchecked")
    private static void assertHistogram(float[] numbers, Object histogram, String tag) {
        Map<Integer, List<Object>> fields = (Map<Integer, List<Object>>) histogram;
        double sum = 0;
        double squares = 0;
        for (float number : numbers) {
            sum += number;
            squares += (double) number * number;
        }
        assertEquals(numbers.length, number(fields, 3), tag);
        assertEquals(sum, number(fields, 4), 1e-9 * Math.max(1, Math.abs(sum)), tag);
        assertEquals(squares, number(fields, 5), 1e-9 * Math.max(1, squares), tag);
        double[] limits = packed(fields, 6);
        double[] counts = packed(fields, 7);
        assertEquals(number(fields, 2), limits[limits.length - 1], tag);
        // What lies on an edge may be counted on either side of it.
        for (int i = 0; i < limits.length; i++) {
            double below = i == 0 ? number(fields, 1) : limits[i - 1];
            double slack = 1e-9 * Math.abs(limits[i] - below);
            int least = 0;
            int most = 0;
            for (float number : numbers) {
                least += number > below + slack && number < limits[i] - slack ? 1 : 0;
                most += number >= below - slack && number <= limits[i] + slack ? 1 : 0;
            }
            assertTrue(counts[i] >= least && counts[i] <= most, tag + ", bucket " + i);
        }
        double all = 0;
        for (double count : counts) {
            all += count;
        }
        assertEquals(numbers.length, all, tag);
    }

    @Test
    void nothingIsOverwrittenAndOnlyRunsHaveEvents() throws IOException {
        byte[] before = Files.readAllBytes(events);
        cli.command("export {HOME}/run --to {HOME}/events")
                .assertRefused(ExitCodes.USAGE, EventExport.FILE + ": already exists", "name a new file");
        assertTrue(Arrays.equals(before, Files.readAllBytes(events)));
        cli.command("export {HOME}/run/best.safetensors --to {HOME}/others")
                .assertRefused(ExitCodes.USAGE, "events are those of a run", "name the run's folder");
        cli.command("export {HOME}/digits --to {HOME}/others").assertRefused(ExitCodes.MODEL, "digits");
        assertFalse(Files.exists(cli.path("others")));
    }

    @Test
    void aRunsOwnFolderTakesThemToo() {
        cli.train("--hidden none --epochs 1 --validation 0 --out {HOME}/own").assertDone();
        Map<String, Object> said = cli.command("export {HOME}/own --to {HOME}/own --json")
                .assertDone()
                .json();
        assertEquals("tensorboard", said.get("form"));
        assertTrue(Files.exists(cli.path("own").resolve(EventExport.FILE)));
        cli.command("verify {HOME}/own").assertDone();
    }

    @Test
    void tensorBoardReadsThem(@TempDir Path folder) throws IOException {
        Python python = new Python(folder);
        assumeTrue(python.has("tensorboard"), "there is no Python with tensorboard: it does not read the events");
        Python.Result result = python.run(
                "-c",
                """
                import csv, sys
                import numpy
                from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
                events = EventAccumulator(sys.argv[1], size_guidance={"scalars": 0, "histograms": 0})
                events.Reload()
                for row in csv.DictReader(open(sys.argv[2])):
                    for column, text in list(row.items())[2:]:
                        part, _, score = column.partition("_")
                        tag = score + "/" + part if part in ("train", "validation") else column
                        found = {event.step: event.value for event in events.Scalars(tag)}
                        assert found[int(row["epoch"])] == numpy.float32(text), tag
                tags = events.Tags()["histograms"]
                print(len(tags), all(sum(event.histogram_value.bucket) == event.histogram_value.num
                    for tag in tags for event in events.Histograms(tag)))
                """,
                cli.path("events").toString(),
                run.resolve("metrics.csv").toString());
        assertEquals(0, result.exitCode(), result.err());
        long histograms =
                Safetensors.read(run.resolve("last.safetensors")).tensors().size();
        assertEquals(histograms + " True", result.out().strip());
    }
}
