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
 * other's; where they disagree the JSON line, which says more, is taken; an epoch that both lack has none.
 */
final class MetricsHistory {
    private static final int MOST_SHOWN = 10;

    private final RunDirectory run;
    private final int lastEpoch;
    private final SortedMap<Integer, String> csv = new TreeMap<>();
    private final SortedMap<Integer, String> jsonl = new TreeMap<>();

    /** Epochs that only the JSON lines have. */
    private final NavigableSet<Integer> withoutCsv = new TreeSet<>();

    /** Where the two files differ. */
    private final List<String> disagreements = new ArrayList<>();

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
        withoutCsv.addAll(rows.keySet());
        Map<Integer, String> whole = new TreeMap<>();
        List<List<String>> columns = new ArrayList<>(List.of(MetricsCsv.COLUMNS));
        eachLine(csvLines, (number, line) -> {
            Optional<List<String>> header = number == 0 ? MetricsCsv.columns(line) : Optional.empty();
            if (header.isPresent()) {
                columns.set(0, header.get());
                return;
            }
            EpochMetrics row = MetricsCsv.row(columns.get(0), line);
            EpochMetrics known = rows.putIfAbsent(row.epoch(), row);
            withoutCsv.remove(row.epoch());
            if (columns.get(0).equals(MetricsCsv.COLUMNS) && agree(row, known)) {
                whole.put(row.epoch(), line);
            }
        });
        withoutCsv.removeIf(epoch -> epoch > lastEpoch);
        rows.keySet().removeIf(epoch -> epoch > lastEpoch);
        jsonl.keySet().retainAll(rows.keySet());
        rows.forEach((epoch, row) -> {
            csv.put(epoch, whole.getOrDefault(epoch, MetricsCsv.line(row)));
            if (jsonl.putIfAbsent(epoch, Json.compact(row)) == null) {
                withoutDetail.add(epoch);
            }
        });
    }

    private boolean agree(EpochMetrics row, EpochMetrics known) {
        Optional<String> difference =
                jsonl.containsKey(row.epoch()) ? MetricsCsv.difference(row, known) : Optional.empty();
        difference.filter(text -> row.epoch() <= lastEpoch).ifPresent(disagreements::add);
        return difference.isEmpty();
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

    /** What is made again, what was decided, and what is lost, each in one line. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (!withoutCsv.isEmpty()) {
            warnings.add(run.path() + ": metrics.csv lacked " + epochs(numbers(withoutCsv))
                    + ": made again from metrics.jsonl");
        }
        if (!disagreements.isEmpty()) {
            int more = disagreements.size() - 1;
            warnings.add(run.path() + ": metrics.csv and metrics.jsonl disagree in " + disagreements.get(0)
                    + (more > 0 ? ", and in " + more + " more: " : ": ") + "metrics.jsonl is taken");
        }
        List<String> losses = new ArrayList<>();
        if (!gaps().isEmpty()) {
            losses.add("both metrics files lack " + epochs(gaps()));
        }
        if (!withoutDetail.isEmpty()) {
            losses.add("metrics.jsonl lacks the layers of " + epochs(numbers(withoutDetail)));
        }
        if (!losses.isEmpty()) {
            warnings.add(run.path() + ": " + String.join("; ", losses)
                    + ": that cannot be made again here, and the weights do not depend on it; take the files from a copy"
                    + " if there is one");
        }
        return warnings;
    }

    private static List<String> numbers(NavigableSet<Integer> epochs) {
        return epochs.stream().map(epoch -> epoch + "").toList();
    }

    /** The newest epoch of which there is a row; 0 for none. */
    int newest() {
        return csv.isEmpty() ? 0 : csv.lastKey();
    }

    /** Epochs that both files lack, as "3" or "3 to 5". */
    List<String> gaps() {
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

    static String epochs(List<String> numbers) {
        String shown = numbers.stream().limit(MOST_SHOWN).collect(Collectors.joining(", "));
        return "epoch " + shown + (numbers.size() > MOST_SHOWN ? ", ..." : "");
    }
}
