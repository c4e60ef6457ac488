#include "svg.h"

const char *par_svg_length(int tenths, char *buffer)
{
    par_decimal_print(tenths, 1, tenths % 10 == 0 ? 0 : 1, '.', buffer);
    return buffer;
}

int par_svg_at(const struct par_svg_scale *scale, par_points value)
{
    par_points range = scale->high - scale->low;
    if (range <= 0)
        return scale->from;
    par_points at = value < scale->low ? scale->low : value > scale->high ? scale->high : value;
    par_wide way = (par_wide)(at - scale->low) * (scale->to - scale->from);
    return scale->from + (int)(way / range);
}

static void put_length(struct par_output *output, const char *name, int tenths)
{
    char buffer[PAR_DECIMAL_TEXT];
    par_html_put(output, " %t=\"%a\"", name, par_svg_length(tenths, buffer));
}

static void put_frame(struct par_output *output, const char *class_name, int width, int height)
{
    char x[PAR_DECIMAL_TEXT], y[PAR_DECIMAL_TEXT];
    par_html_put(output, "<svg class=\"%a\" viewBox=\"0 0 %a %a\"", class_name, par_svg_length(width, x),
                 par_svg_length(height, y));
}

void par_svg_begin(struct par_output *output, const char *class_name, const char *id, int width, int height,
                   const char *title, const char *text)
{
    put_frame(output, class_name, width, height);
    if (!text) {
        par_html_put(output, " role=\"img\" aria-label=\"%a\">", title);
        return;
    }
    par_html_put(output, " role=\"img\" aria-labelledby=\"%a-t\" aria-describedby=\"%a-d\">", id, id);
    par_html_put(output, "<title id=\"%a-t\">%t</title><desc id=\"%a-d\">%t</desc>", id, title, id, text);
}

void par_svg_begin_mute(struct par_output *output, const char *class_name, int width, int height)
{
    put_frame(output, class_name, width, height);
    par_html_put(output, " aria-hidden=\"true\">");
}

void par_svg_end(struct par_output *output)
{
    par_html_put(output, "</svg>");
}

void par_svg_rect(struct par_output *output, const char *class_name, int x, int y, int width, int height)
{
    par_html_put(output, "<rect class=\"%a\"", class_name);
    put_length(output, "x", x);
    put_length(output, "y", y);
    put_length(output, "width", width);
    put_length(output, "height", height);
    par_html_put(output, "/>");
}

void par_svg_line(struct par_output *output, const char *class_name, int x1, int y1, int x2, int y2)
{
    par_html_put(output, "<line class=\"%a\"", class_name);
    put_length(output, "x1", x1);
    put_length(output, "y1", y1);
    put_length(output, "x2", x2);
    put_length(output, "y2", y2);
    par_html_put(output, "/>");
}

void par_svg_dot(struct par_output *output, const char *class_name, int x, int y, int radius, const char *hint)
{
    par_html_put(output, "<circle class=\"%a\"", class_name);
    put_length(output, "cx", x);
    put_length(output, "cy", y);
    put_length(output, "r", radius);
    if (hint)
        par_html_put(output, "><title>%t</title></circle>", hint);
    else
        par_html_put(output, "/>");
}

void par_svg_text(struct par_output *output, const char *class_name, int x, int y, const char *text)
{
    par_html_put(output, "<text class=\"%a\"", class_name);
    put_length(output, "x", x);
    put_length(output, "y", y);
    par_html_put(output, ">%t</text>", text);
}

void par_svg_path(struct par_output *output, const char *class_name, const struct par_svg_point *points, size_t count)
{
    char x[PAR_DECIMAL_TEXT], y[PAR_DECIMAL_TEXT];
    par_html_put(output, "<polyline class=\"%a\" points=\"", class_name);
    for (size_t i = 0; i < count; i++)
        par_html_put(output, i ? " %a,%a" : "%a,%a", par_svg_length(points[i].x, x), par_svg_length(points[i].y, y));
    par_html_put(output, "\"/>");
}
