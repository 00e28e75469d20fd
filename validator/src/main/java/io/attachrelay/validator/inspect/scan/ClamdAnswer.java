package io.attachrelay.validator.inspect.scan;

/** What clamd answers to a file. */
final class ClamdAnswer {

    private static final String STREAM = "stream: ";
    private static final String FOUND = " FOUND";
    private static final String TOO_LARGE = "INSTREAM size limit exceeded. ERROR";

    private ClamdAnswer() {}

    /**
     * The result; whatever is not known to be one is none, so that nothing is clean by mistake.
     *
     * @throws ScannerException if clamd could not scan, for a reason that may pass
     */
    static ScanResult read(String answer) throws ScannerException {
        if (answer.equals(STREAM + "OK")) {
            return new ScanResult.Clean();
        }
        if (answer.startsWith(STREAM) && answer.endsWith(FOUND)) {
            return new ScanResult.Known(
                    answer.substring(STREAM.length(), answer.length() - FOUND.length()));
        }
        if (answer.equals(TOO_LARGE)) {
            return new ScanResult.NotScannable(
                    "the file is larger than the antivirus takes (clamd's StreamMaxLength)");
        }
        throw new ScannerException(answer.isEmpty() ? "it gave no answer" : "it says " + answer);
    }
}
