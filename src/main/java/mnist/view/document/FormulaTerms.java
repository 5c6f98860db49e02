package mnist.view.document;

import java.util.ArrayList;
import java.util.List;

/** Named numbers one below the other, each with what it means. */
public final class FormulaTerms implements Block {
    private final List<Term> terms = new ArrayList<>();

    private record Term(String name, String value, String meaning) {}

    public FormulaTerms add(String name, double value, String meaning) {
        terms.add(new Term(name, NumberText.of(value), meaning));
        return this;
    }

    @Override
    public List<String> lines(Emphasis emphasis) {
        return terms.stream()
                .map(f -> String.format("     %s = %-12s %s", f.name, f.value, f.meaning))
                .toList();
    }

    @Override
    public void write(Html html) {
        html.open("div", "class", "scroll").open("table", "class", "factors").open("tbody");
        for (Term term : terms) {
            html.open("tr").open("th", "scope", "row").text(term.name).close("th");
            html.element("td", term.value).element("td", "text", term.meaning).close("tr");
        }
        html.close("tbody").close("table").close("div");
    }
}
