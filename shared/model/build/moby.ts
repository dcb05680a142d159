import { notApplicable } from '#shared/base/absent.ts';
import type { OciContainer } from '#shared/model/build/oci-configs.ts';
import type { Container } from '#shared/model/container.ts';
import { firstBy } from '#shared/model/group-by.ts';

/** docker's containers stand in containerd's namespace `moby` too: their OCI configuration adds what docker's files lack. */
export function joinMoby(docker: readonly Container[], oci: readonly OciContainer[]): readonly Container[] {
  const moby = firstBy(
    oci.filter((c) => c.runtimeNamespace === 'moby'),
    (c) => c.id,
  );
  return docker.map((container) => {
    const twin = moby.get(container.id);
    if (!twin)
      return container.state === 'running'
        ? container
        : { ...container, rootfsPropagation: notApplicable('it is not running') };
    return { ...container, runtimeNamespace: 'moby', rootfsPropagation: twin.config.rootfsPropagation };
  });
}
