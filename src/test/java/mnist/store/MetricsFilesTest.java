package mnist.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import mnist.file.StoreException;
import mnist.store.json.Json;
import mnist.train.EpochMetrics;
import mnist.train.EpochMetrics.Detail;
import mnist.train.EpochMetrics.Score;
import mnist.train.LayerHealth;
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
                new EpochMetrics(2, 200, 1e-4, new Score(0.25, 0.9), Score.NONE, 1.5, 40000, new Detail(0, List.of())));
        assertEquals(
                HEADER + "\n1,100,0.1,1.0,0.5,0.3,0.95,1.5,40000.0\n2,200,1.0E-4,0.25,0.9,,,1.5,40000.0\n",
                Files.readString(run.metricsCsv()));
    }

    @Test
    void theSameFieldsAndTheDetailAreInJson() throws IOException {
        LayerHealth layer = new LayerHealth(1, 7840, 3.5, 0.5, 0.25, 0.125, Double.NaN);
        write(
                new EpochMetrics(
                        1,
                        100,
                        0.1,
                        new Score(1, 0.5),
                        new Score(0.3, 0.95),
                        1.5,
                        40000,
                        new Detail(0.75, List.of(layer))),
                new EpochMetrics(2, 200, 0.1, new Score(Double.NaN, 0.5), Score.NONE, 1, 2, new Detail(0, List.of())));
        List<String> lines = Files.readAllLines(run.metricsJsonl());
        assertEquals(2, lines.size());
        assertEquals(
                "{\"epoch\":1,\"step\":100,\"learning_rate\":0.1,\"train_loss\":1.0,\"train_accuracy\":0.5,"
                        + "\"validation_loss\":0.3,\"validation_accuracy\":0.95,\"seconds\":1.5,"
                        + "\"images_per_second\":40000.0,\"evaluation_seconds\":0.75,\"layers\":[{\"layer\":1,"
                        + "\"weights\":7840,\"weight_norm\":3.5,\"gradient_norm\":0.5,\"update_norm\":0.25,"
                        + "\"dead_units\":0.125,\"flat_activations\":null}]}",
                lines.get(0));
        Map<String, Object> second = Json.parse(lines.get(1));
        assertTrue(second.containsKey("train_loss"));
        assertNull(second.get("train_loss"));
        assertNull(second.get("validation_loss"));
    }

    @Test
    void aRowIsReadableAsSoonAsItIsAppended() {
        try (MetricsFiles metrics = MetricsFiles.create(run)) {
            metrics.append(row(1));
            assertEquals(List.of(row(1)), MetricsFiles.read(run.metricsCsv()));
        }
    }

    @Test
    void numbersDoNotDependOnTheLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            write(row(1), row(2));
            assertEquals(List.of(row(1), row(2)), MetricsFiles.read(run.metricsCsv()));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void resumingCutsOffWhatCameAfterTheCheckpoint() throws IOException {
        write(row(1), row(2), row(3), row(4));
        String before = Files.readString(run.metricsCsv());
        try (MetricsFiles metrics = MetricsFiles.resume(run, 2)) {
            metrics.append(row(3));
            metrics.append(row(4));
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
        assertEquals(2, MetricsFiles.read(run.metricsCsv()).size());
        MetricsFiles.resume(run, 2).close();
        assertEquals(csv, Files.readString(run.metricsCsv()));
        assertEquals(2, Files.readAllLines(run.metricsJsonl()).size());
    }

    @Test
    void aFileThatASpreadsheetSavedIsRead() throws IOException {
        Files.writeString(run.metricsCsv(), "\ufeff" + HEADER + "\r\n1,100,0.1,1.0,0.5,0.3,0.95,1.5,40000.0\r\n\r\n");
        assertEquals(List.of(row(1)), MetricsFiles.read(run.metricsCsv()));
    }

    @Test
    void damageIsNamedByFileAndLine() throws IOException {
        assertDamage("", "metrics.csv:1", "header");
        assertDamage("a,b\n", "metrics.csv:1", "\"a,b\"");
        assertDamage(HEADER + "\n1,2,3\n", "metrics.csv:2", "found 3", "9 cells");
        assertDamage(HEADER + "\n1,100,0.1,1,0.5,,,1.5,4\n2,200,0.1,abc,0.5,,,1.5,4\n", "csv:3", "train_loss", "abc");
        assertDamage(HEADER + "\n1.5,100,0.1,1,0.5,,,1.5,4\n", "csv:2", "epoch", "whole number");
        assertDamage(HEADER + "\n9999999999,100,0.1,1,0.5,,,1.5,4\n", "csv:2");
        Files.delete(run.metricsCsv());
        assertTrue(assertThrows(StoreException.class, () -> MetricsFiles.read(run.metricsCsv()))
                .getMessage()
                .contains("no such file"));
    }

    @Test
    void whatOneFileLacksIsMadeFromTheOther() throws IOException {
        write(row(1), row(2), row(3));
        String csv = Files.readString(run.metricsCsv());
        List<String> jsonl = Files.readAllLines(run.metricsJsonl());
        for (String damaged : List.of("", HEADER + "\n" + csv.lines().toList().get(2) + "\n", "\0\0\0\n1,2\n")) {
            Files.writeString(run.metricsCsv(), damaged);
            String epochs = damaged.startsWith(HEADER) ? "1, 3" : "1, 2, 3";
            assertEquals(
                    run.path() + ": metrics.csv lacked epoch " + epochs + ": made again from metrics.jsonl",
                    resumed(3));
            assertEquals(csv, Files.readString(run.metricsCsv()));
            assertEquals(jsonl, Files.readAllLines(run.metricsJsonl()));
        }
        Files.delete(run.metricsCsv());
        resumed(3);
        assertEquals(csv, Files.readString(run.metricsCsv()));
        assertEquals("", resumed(3));
    }

    @Test
    void whereTheFilesDisagreeTheOneThatSaysMoreIsTaken() throws IOException {
        write(row(1), row(2), row(3));
        String csv = Files.readString(run.metricsCsv());
        String jsonl = Files.readString(run.metricsJsonl());
        Files.writeString(
                run.metricsCsv(), csv.replace("2,200,0.1,", "2,200,0.5,").replace("3,300,", "3,301,"));
        assertEquals(
                run.path() + ": metrics.csv and metrics.jsonl disagree in learning_rate of epoch 2 (0.5 and 0.1),"
                        + " and in 1 more: metrics.jsonl is taken",
                resumed(3));
        assertEquals(csv, Files.readString(run.metricsCsv()));
        assertEquals(jsonl, Files.readString(run.metricsJsonl()));
        // The same number in other digits, as a spreadsheet writes it.
        Files.writeString(run.metricsCsv(), csv.replace("2,200,0.1,", "2,200,0.10,"));
        assertEquals("", resumed(3));
    }

    @Test
    void filesThatAreAsTheyShouldBeStayUntouched() throws IOException {
        write(row(1));
        Object before = Files.readAttributes(run.metricsCsv(), BasicFileAttributes.class)
                .fileKey();
        resumed(1);
        assertEquals(
                before,
                Files.readAttributes(run.metricsCsv(), BasicFileAttributes.class)
                        .fileKey());
    }

    @Test
    void linesMadeFromTheCsvFileLackTheLayersWhichIsSaid() throws IOException {
        write(row(1), row(2), row(3));
        String csv = Files.readString(run.metricsCsv());
        String jsonl = Files.readString(run.metricsJsonl());
        Files.writeString(run.metricsJsonl(), jsonl.lines().toList().get(0) + "\nnonsense\n{\"loss\":1}\n");
        String loss = resumed(3);
        assertTrue(loss.contains("metrics.jsonl lacks the layers of epoch 2, 3"), loss);
        assertEquals(jsonl, Files.readString(run.metricsJsonl()));
        assertEquals(csv, Files.readString(run.metricsCsv()));
    }

    @Test
    void epochsThatBothFilesLackAreSaidAndDoNotKeepARunFromGoingOn() throws IOException {
        write(row(1), row(2), row(5));
        String loss = resumed(6);
        assertTrue(loss.contains("both metrics files lack epoch 3 to 4, 6"), loss);
        Files.writeString(run.metricsCsv(), "");
        Files.writeString(run.metricsJsonl(), "");
        loss = resumed(Integer.MAX_VALUE);
        assertTrue(loss.contains("both metrics files lack epoch 1 to 2147483647"), loss);
        assertEquals(HEADER + "\n", Files.readString(run.metricsCsv()));
    }

    @Test
    void aFileWithTheColumnsOfAnOlderVersionIsRead() throws IOException {
        Files.writeString(
                run.metricsCsv(),
                "epoch,step,train_loss,train_accuracy,seconds\n1,100,1.0,0.5,1.5\n2,200,0.5,0.5,1.5\n");
        List<EpochMetrics> rows = MetricsFiles.read(run.metricsCsv());
        assertEquals(List.of(1, 2), rows.stream().map(EpochMetrics::epoch).toList());
        assertEquals(0.5, rows.get(1).train().loss());
        assertTrue(Double.isNaN(rows.get(1).imagesPerSecond()));
        Files.writeString(run.metricsJsonl(), "");
        resumed(2);
        assertEquals(HEADER + "\n1,100,,1.0,0.5,,,1.5,\n2,200,,0.5,0.5,,,1.5,\n", Files.readString(run.metricsCsv()));
    }

    /** Returns what is said. */
    private String resumed(int lastEpoch) {
        try (MetricsFiles metrics = MetricsFiles.resume(run, lastEpoch)) {
            return String.join("\n", metrics.warnings());
        }
    }

    private void assertDamage(String content, String... parts) throws IOException {
        Files.writeString(run.metricsCsv(), content);
        StoreException e = assertThrows(StoreException.class, () -> MetricsFiles.read(run.metricsCsv()));
        for (String part : parts) {
            assertTrue(e.getMessage().contains(part), e.getMessage() + "\nlacks: " + part);
        }
    }

    private void write(EpochMetrics... rows) {
        try (MetricsFiles metrics = MetricsFiles.create(run)) {
            IntStream.range(0, rows.length).forEach(i -> metrics.append(rows[i]));
        }
    }

    private static EpochMetrics row(int epoch) {
        return new EpochMetrics(
                epoch,
                epoch * 100L,
                0.1,
                new Score(1.0 / epoch, 0.5),
                new Score(0.3, 0.95),
                1.5,
                40000,
                new Detail(Double.NaN, List.of()));
    }
}
