package dev.lectern.store;

import dev.lectern.job.Job;
import java.util.List;

/**
 * Some jobs, newest first.
 *
 * @param jobs the jobs
 * @param next the cursor of the page that follows; null if there is none
 */
public record JobPage(List<Job> jobs, Long next) {

    public JobPage {
        jobs = List.copyOf(jobs);
    }
}
