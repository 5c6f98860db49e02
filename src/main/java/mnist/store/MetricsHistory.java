package mnist.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import mnist.store.json.Json;
import mnist.train.EpochMetrics;

/**
 * The lines of a run's two metrics files up to an epoch. A line that one file lacks, or that is damaged, is made from the
 * other's; an epoch that both lack has none.
 */
final class MetricsHistory {
    private static final int MOST_SHOWN = 10;

    private final RunDirectory run;
    private final int lastEpoch;
    private final SortedMap<Integer, String> csv = new TreeMap<>();
    private final SortedMap<Integer, String> jsonl = new TreeMap<>();

    /** Epochs whose layers and seconds of evaluation, which only the JSON lines have, are lost. */
    private final NavigableSet<Integer> withoutDetail = new TreeSet<>();

    /** @param csvLines of the file as it is, with the header, and {@code jsonlLines} of the other; damaged ones are passed over */
    MetricsHistory(RunDirectory run, int lastEpoch, List<String> csvLines, List<String> jsonlLines) {
        this.run = run;
        this.lastEpoch = lastEpoch;
        Map<Integer, EpochMetrics> rows = new TreeMap<>();
        eachLine(jsonlLines, (number, line) -> {
            EpochMetrics row = MetricsCsv.row(Json.parse(line));
            rows.put(row.epoch(), row);
            jsonl.put(row.epoch(), line);
        });
        Map<Integer, String> whole = new TreeMap<>();
        List<List<String>> columns = new ArrayList<>(List.of(MetricsCsv.COLUMNS));
        eachLine(csvLines, (number, line) -> {
            Optional<List<String>> header = number == 0 ? MetricsCsv.columns(line) : Optional.empty();
            if (header.isPresent()) {
                columns.set(0, header.get());
                return;
            }
            EpochMetrics row = MetricsCsv.row(columns.get(0), line);
            if (columns.get(0).equals(MetricsCsv.COLUMNS)) {
                whole.put(row.epoch(), line);
            }
            rows.putIfAbsent(row.epoch(), row);
        });
        rows.keySet().removeIf(epoch -> epoch > lastEpoch);
        jsonl.keySet().retainAll(rows.keySet());
        rows.forEach((epoch, row) -> {
            csv.put(epoch, whole.getOrDefault(epoch, MetricsCsv.line(row)));
            if (jsonl.putIfAbsent(epoch, Json.compact(row)) == null) {
                withoutDetail.add(epoch);
            }
        });
    }

    private static void eachLine(List<String> lines, BiConsumer<Integer, String> reader) {
        for (int i = 0; i < lines.size(); i++) {
            try {
                reader.accept(i, lines.get(i));
            } catch (IllegalArgumentException e) {
                // The other file may have the epoch.
            }
        }
    }

    /** What the CSV file should hold. */
    String csv() {
        return text(MetricsCsv.HEADER, csv);
    }

    /** What the file of JSON lines should hold. */
    String jsonl() {
        return text(null, jsonl);
    }

    private static String text(String header, SortedMap<Integer, String> lines) {
        StringBuilder text = new StringBuilder(header == null ? "" : header + "\n");
        lines.values().forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    /** What is lost, in one line; nothing if all is there. */
    Optional<String> loss() {
        List<String> losses = new ArrayList<>();
        if (csv.size() < lastEpoch) {
            losses.add("both metrics files lack " + epochs(gaps()));
        }
        if (!withoutDetail.isEmpty()) {
            losses.add("metrics.jsonl lacks the layers of "
                    + epochs(withoutDetail.stream().map(epoch -> epoch + "").toList()));
        }
        return losses.isEmpty()
                ? Optional.empty()
                : Optional.of(run.path() + ": " + String.join("; ", losses)
                        + ": that cannot be made again; the weights do not depend on it");
    }

    private List<String> gaps() {
        List<String> gaps = new ArrayList<>();
        int next = 1;
        for (int epoch : csv.keySet()) {
            addGap(gaps, next, epoch - 1);
            next = epoch + 1;
        }
        addGap(gaps, next, lastEpoch);
        return gaps;
    }

    private static void addGap(List<String> gaps, int first, int last) {
        if (first <= last) {
            gaps.add(first == last ? "" + first : first + " to " + last);
        }
    }

    private static String epochs(List<String> numbers) {
        String shown = numbers.stream().limit(MOST_SHOWN).collect(Collectors.joining(", "));
        return "epoch " + shown + (numbers.size() > MOST_SHOWN ? ", ..." : "");
    }
}
