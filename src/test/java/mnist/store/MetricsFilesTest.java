package mnist.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import mnist.file.StoreException;
import mnist.store.json.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsFilesTest {
    private static final String HEADER = "epoch,step,learning_rate,train_loss,train_accuracy,"
            + "validation_loss,validation_accuracy,seconds,images_per_second";

    @TempDir
    Path folder;

    private RunDirectory run;

    @BeforeEach
    void aRun() {
        run = RunDirectory.create(folder.resolve("run"));
    }

    @AfterEach
    void closed() {
        run.close();
    }

    @Test
    void theColumnsAreTheDocumentedOnes() throws IOException {
        write(
                row(1),
                new MetricsRow(2, 200, 1e-4, 0.25, 0.9, OptionalDouble.empty(), OptionalDouble.empty(), 1.5, 40000));
        assertEquals(
                HEADER + "\n1,100,0.1,1.0,0.5,0.3,0.95,1.5,40000.0\n2,200,1.0E-4,0.25,0.9,,,1.5,40000.0\n",
                Files.readString(run.metricsCsv()));
    }

    @Test
    void theSameFieldsAndTheDetailAreInJson() throws IOException {
        try (MetricsFiles metrics = MetricsFiles.create(run)) {
            metrics.append(row(1), Map.of("layers", List.of(Map.of("gradient_norm", 0.5))));
            metrics.append(
                    new MetricsRow(2, 200, 0.1, Double.NaN, 0.5, OptionalDouble.empty(), OptionalDouble.empty(), 1, 2),
                    Map.of());
        }
        List<String> lines = Files.readAllLines(run.metricsJsonl());
        assertEquals(2, lines.size());
        Map<String, Object> first = Json.parse(lines.get(0));
        assertEquals(
                List.of(HEADER.split(",")), first.keySet().stream().limit(9).toList());
        assertEquals(0.95, first.get("validation_accuracy"));
        assertEquals(List.of(Map.of("gradient_norm", 0.5)), first.get("layers"));
        Map<String, Object> second = Json.parse(lines.get(1));
        assertTrue(second.containsKey("train_loss"));
        assertNull(second.get("train_loss"));
        assertNull(second.get("validation_loss"));
    }

    @Test
    void aRowIsReadableAsSoonAsItIsAppended() {
        try (MetricsFiles metrics = MetricsFiles.create(run)) {
            metrics.append(row(1), Map.of());
            assertEquals(List.of(row(1)), MetricsReader.read(run.metricsCsv()));
        }
    }

    @Test
    void numbersDoNotDependOnTheLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            write(row(1), row(2));
            assertEquals(List.of(row(1), row(2)), MetricsReader.read(run.metricsCsv()));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void resumingCutsOffWhatCameAfterTheCheckpoint() throws IOException {
        write(row(1), row(2), row(3), row(4));
        String before = Files.readString(run.metricsCsv());
        try (MetricsFiles metrics = MetricsFiles.resume(run, 2)) {
            metrics.append(row(3), Map.of());
            metrics.append(row(4), Map.of());
        }
        assertEquals(before, Files.readString(run.metricsCsv()));
        assertEquals(4, Files.readAllLines(run.metricsJsonl()).size());
    }

    @Test
    void resumingWithNothingToCutChangesNoByte() throws IOException {
        write(row(1), row(2));
        String csv = Files.readString(run.metricsCsv());
        String jsonl = Files.readString(run.metricsJsonl());
        MetricsFiles.resume(run, 2).close();
        assertEquals(csv, Files.readString(run.metricsCsv()));
        assertEquals(jsonl, Files.readString(run.metricsJsonl()));
    }

    @Test
    void resumingAtTheStartKeepsTheHeaderAlone() throws IOException {
        write(row(1));
        MetricsFiles.resume(run, 0).close();
        assertEquals(HEADER + "\n", Files.readString(run.metricsCsv()));
        assertEquals("", Files.readString(run.metricsJsonl()));
    }

    @Test
    void aLineThatAKillToreIsCutOff() throws IOException {
        write(row(1), row(2));
        String csv = Files.readString(run.metricsCsv());
        Files.writeString(run.metricsCsv(), "3,300,0.", StandardOpenOption.APPEND);
        Files.writeString(run.metricsJsonl(), "{\"epoch\":3,", StandardOpenOption.APPEND);
        assertEquals(2, MetricsReader.read(run.metricsCsv()).size());
        MetricsFiles.resume(run, 2).close();
        assertEquals(csv, Files.readString(run.metricsCsv()));
        assertEquals(2, Files.readAllLines(run.metricsJsonl()).size());
    }

    @Test
    void aFileThatASpreadsheetSavedIsRead() throws IOException {
        Files.writeString(run.metricsCsv(), "\ufeff" + HEADER + "\r\n1,100,0.1,1.0,0.5,0.3,0.95,1.5,40000.0\r\n\r\n");
        assertEquals(List.of(row(1)), MetricsReader.read(run.metricsCsv()));
    }

    @Test
    void damageIsNamedByFileAndLine() throws IOException {
        assertDamage("", "metrics.csv:1", "header");
        assertDamage("a,b\n", "metrics.csv:1", "\"a,b\"");
        assertDamage(HEADER + "\n1,2,3\n", "metrics.csv:2", "3 cells", "9");
        assertDamage(HEADER + "\n1,100,0.1,1,0.5,,,1.5,4\n2,200,0.1,abc,0.5,,,1.5,4\n", "csv:3", "train_loss", "abc");
        assertDamage(HEADER + "\n1.5,100,0.1,1,0.5,,,1.5,4\n", "csv:2", "epoch", "whole number");
        assertDamage(HEADER + "\n9999999999,100,0.1,1,0.5,,,1.5,4\n", "csv:2");
        Files.delete(run.metricsCsv());
        assertTrue(assertThrows(StoreException.class, () -> MetricsReader.read(run.metricsCsv()))
                .getMessage()
                .contains("no such file"));
    }

    @Test
    void damageInJsonStopsAResumeAndLosesNothing() throws IOException {
        write(row(1), row(2));
        Files.writeString(run.metricsJsonl(), "{\"epoch\":1}\nnonsense\n");
        StoreException e = assertThrows(StoreException.class, () -> MetricsFiles.resume(run, 2));
        assertTrue(e.getMessage().contains("metrics.jsonl:2"), e.getMessage());
        Files.writeString(run.metricsJsonl(), "{\"epoch\":1}\n{\"loss\":1}\n");
        e = assertThrows(StoreException.class, () -> MetricsFiles.resume(run, 2));
        assertTrue(e.getMessage().contains("epoch"), e.getMessage());
        assertEquals(2, MetricsReader.read(run.metricsCsv()).size());
    }

    private void assertDamage(String content, String... parts) throws IOException {
        Files.writeString(run.metricsCsv(), content);
        StoreException e = assertThrows(StoreException.class, () -> MetricsReader.read(run.metricsCsv()));
        for (String part : parts) {
            assertTrue(e.getMessage().contains(part), e.getMessage() + "\nlacks: " + part);
        }
    }

    private void write(MetricsRow... rows) {
        try (MetricsFiles metrics = MetricsFiles.create(run)) {
            IntStream.range(0, rows.length).forEach(i -> metrics.append(rows[i], Map.of()));
        }
    }

    private static MetricsRow row(int epoch) {
        return new MetricsRow(
                epoch,
                epoch * 100L,
                0.1,
                1.0 / epoch,
                0.5,
                OptionalDouble.of(0.3),
                OptionalDouble.of(0.95),
                1.5,
                40000);
    }
}
