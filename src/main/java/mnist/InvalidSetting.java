package mnist;

/**
 * A setting has a value that cannot be used. The library knows settings by the names of their record components, as in
 * {@code learningRate}; the command line says the option instead.
 */
public final class InvalidSetting extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String setting;
    private final String reason;

    /**
     * @param setting the name of the record's component, for example {@code learningRate}
     * @param reason what was expected and found, and the cure, in one line that goes on after the name: "must be above 0,
     *     not -1"
     */
    public InvalidSetting(String setting, String reason) {
        super(setting + " " + reason);
        this.setting = setting;
        this.reason = reason;
    }

    public String setting() {
        return setting;
    }

    public String reason() {
        return reason;
    }
}
