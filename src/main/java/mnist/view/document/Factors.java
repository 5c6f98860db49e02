package mnist.view.document;

import java.util.ArrayList;
import java.util.List;

/** Named numbers one below the other, each with what it means. */
public final class Factors implements Block {
    private final List<Factor> factors = new ArrayList<>();

    private record Factor(String name, String value, String meaning) {}

    public Factors add(String name, double value, String meaning) {
        factors.add(new Factor(name, NumberText.of(value), meaning));
        return this;
    }

    @Override
    public List<String> lines(Emphasis emphasis) {
        return factors.stream()
                .map(f -> String.format("     %s = %-12s %s", f.name, f.value, f.meaning))
                .toList();
    }

    @Override
    public void write(Html html) {
        html.open("div", "class", "scroll").open("table", "class", "factors").open("tbody");
        for (Factor factor : factors) {
            html.open("tr").open("th", "scope", "row").text(factor.name).close("th");
            html.element("td", factor.value)
                    .element("td", "text", factor.meaning)
                    .close("tr");
        }
        html.close("tbody").close("table").close("div");
    }
}
