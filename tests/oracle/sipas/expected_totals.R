# The expected values of expected_totals.tsv, by R's package survey 4.1-1: Rscript expected_totals.R >expected_totals.tsv
library(survey)
d <- read.csv("sipas.csv")
d$one <- 1
for (k in 1:5) {
  q <- d[[paste0("q", k)]]
  d[[paste0("b", k)]] <- as.numeric(!is.na(q))
  d[[paste0("a", k)]] <- ifelse(is.na(q), 0, as.numeric(q >= 4))
  d[[paste0("s", k)]] <- ifelse(is.na(q), NA, as.numeric(q >= 4))
}
gioi <- data.frame(gioi = c("Nam", "Nữ"), Freq = c(250000, 240000))
linh_vuc <- data.frame(linh_vuc = c("Hộ tịch", "Xây dựng", "Đất đai"), Freq = c(200000, 130000, 160000))
joint <- data.frame(gioi = rep(gioi$gioi, 3), linh_vuc = rep(linh_vuc$linh_vuc, each = 2),
                    Freq = c(90000, 110000, 85000, 45000, 75000, 85000))
tinh <- data.frame(tinh = sprintf("T%02d", 1:6), Freq = c(90000, 80000, 60000, 110000, 120000, 30000))
table_of <- function(frame) xtabs(reformulate(setdiff(names(frame), "Freq"), "Freq"), frame)
rake_to <- function(design, ...) {
  frames <- list(...)
  calibrate(design, formula = lapply(frames, function(f) reformulate(setdiff(names(f), "Freq"))),
            population = lapply(frames, table_of), calfun = "raking", epsilon = 1e-13, maxit = 1000)
}
fits <- list(post = function(x) postStratify(x, ~gioi, gioi), cells = function(x) postStratify(x, ~gioi + linh_vuc, joint),
             rake = function(x) rake_to(x, gioi, linh_vuc), partial = function(x) rake_to(x, tinh, joint))
designs <- list(wr = svydesign(~xa, strata = ~tinh, weights = ~trong_so, data = d, nest = TRUE),
                fpc1 = svydesign(~xa, strata = ~tinh, weights = ~trong_so, fpc = ~N_xa, data = d, nest = TRUE),
                fpc2 = svydesign(~xa + ma_phieu, strata = ~tinh, weights = ~trong_so, fpc = ~N_xa + N_nguoi, data = d, nest = TRUE),
                rows = svydesign(~1, strata = ~tinh, weights = ~trong_so, data = d),
                srs = svydesign(~1, weights = ~trong_so, data = d))
domains <- list(`*` = NULL, Nam = quote(gioi == "Nam"), `Hộ tịch` = quote(linh_vuc == "Hộ tịch"), T06 = quote(tinh == "T06"))
put <- function(...) cat(paste(..., sep = "\t"), "\n", sep = "")
put("design", "lonely", "totals", "domain", "stat", "value")
index <- quote((a1 / b1 + a2 / b2 + a3 / b3 + a4 / b4 + a5 / b5) / 5)
pooled <- quote((a1 + a2 + a3 + a4 + a5) / (b1 + b2 + b3 + b4 + b5))
for (design in names(designs)) for (lonely in c("adjust", "certainty", "remove", "average")) for (fit in names(fits)) {
  if (design %in% c("rows", "srs") && lonely != "adjust") next
  options(survey.lonely.psu = lonely)
  fitted <- fits[[fit]](designs[[design]])
  for (domain in names(domains)) {
    part <- if (is.null(domains[[domain]])) fitted else eval(bquote(subset(fitted, .(domains[[domain]]))))
    say <- function(stat, value) put(design, lonely, fit, domain, stat, format(value, digits = 17))
    for (k in 1:5) {
      m <- svymean(reformulate(paste0("s", k)), part, na.rm = TRUE)
      say(paste0("q", k), coef(m)[[1]])
      say(paste0("se.q", k), SE(m)[[1]])
    }
    m <- svytotal(~a1 + a2 + a3 + a4 + a5 + b1 + b2 + b3 + b4 + b5, part)
    for (stat in c("total", "pooled")) {
      r <- eval(bquote(svycontrast(m, quote(.(if (stat == "total") index else pooled)))))
      say(stat, coef(r)[[1]])
      say(paste0("se.", stat), SE(r)[[1]])
    }
  }
}
