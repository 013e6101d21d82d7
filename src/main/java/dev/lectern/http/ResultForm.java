package dev.lectern.http;

import dev.lectern.store.StoredResult;
import java.io.IOException;
import java.io.OutputStream;

/** One of the forms in which a result can be had. The same result in the same form is always the same bytes. */
interface ResultForm {

    /** What tells this form from others, in the entity tag: printable ASCII without quotes. */
    String tag();

    String contentType();

    /** Writes the result in this form. Takes its time. */
    void write(StoredResult result, OutputStream out) throws IOException;
}
