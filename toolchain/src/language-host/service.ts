import { stopChildren } from "./children.ts";
import { asStatus, Refusal } from "./errors.ts";
import { installDependencies } from "./install.ts";
import { installedPackages, requiredPackages } from "./packages.ts";
import { runPlugin } from "./plugin.ts";
import { run } from "./run.ts";
import {
  empty,
  grpc,
  type handleServerStreamingCall,
  type handleUnaryCall,
  type ILanguageRuntimeServer,
  language,
  type ProgramInfo,
  plugin,
  type ServerWritableStream,
  stubVersion,
} from "./stubs.ts";

/** Where the engine is and how it traces. */
export interface HostSettings {
  engine: string;
  tracing: string | undefined;
}

/** One request, one response. `onCancel` takes what is to happen when the engine drops the call. */
function unary<Request, Response>(
  answer: (request: Request, onCancel: (stop: () => void) => void) => Response | Promise<Response>,
): handleUnaryCall<Request, Response> {
  return async (call, callback) => {
    try {
      callback(null, await answer(call.request, (stop) => void call.on("cancelled", stop)));
    } catch (error) {
      callback(asStatus(error));
    }
  };
}

function streaming<Request, Response>(
  answer: (call: ServerWritableStream<Request, Response>) => Promise<void>,
): handleServerStreamingCall<Request, Response> {
  return async (call) => {
    try {
      await answer(call);
      call.end();
    } catch (error) {
      call.emit("error", asStatus(error));
    }
  };
}

const folderOf = (request: { getInfo(): ProgramInfo | undefined }) => request.getInfo()?.getProgramDirectory() ?? "";

const unimplemented = (method: string) =>
  unary<unknown, never>(() => {
    throw new Refusal(grpc.status.UNIMPLEMENTED, `${method} is not part of this Node.js language host`);
  });

/** The language runtime as the engine calls it. */
export function languageRuntime({ engine, tracing }: HostSettings): ILanguageRuntimeServer {
  return {
    handshake: unary(() => new language.LanguageHandshakeResponse()),
    getPluginInfo: unary(() => {
      const info = new plugin.PluginInfo();
      info.setVersion(stubVersion);
      return info;
    }),
    about: unary(() => {
      const about = new language.AboutResponse();
      about.setExecutable(process.execPath);
      about.setVersion(process.version);
      about.getMetadataMap().set("languageHost", `accoreboot toolchain, @pulumi/pulumi ${stubVersion}`);
      return about;
    }),

    run: unary((request, onCancel) => run(request, engine, tracing, onCancel)),
    runPlugin: streaming(runPlugin),
    cancel: unary(async () => {
      await stopChildren();
      return new empty.Empty();
    }),

    getRequiredPackages: unary((request) => {
      const response = new language.GetRequiredPackagesResponse();
      response.setPackagesList(requiredPackages(folderOf(request)));
      return response;
    }),
    getProgramDependencies: unary((request) => {
      const response = new language.GetProgramDependenciesResponse();
      const all = installedPackages(folderOf(request));
      const wanted = request.getTransitivedependencies() ? all : all.filter(({ direct }) => direct);
      for (const { manifest } of wanted) {
        const dependency = response.addDependencies();
        dependency.setName(manifest.name ?? "");
        dependency.setVersion(manifest.version ?? "");
      }
      return response;
    }),
    installDependencies: streaming(installDependencies),

    runtimeOptionsPrompts: unary(() => new language.RuntimeOptionsResponse()),
    template: unary(() => new language.TemplateResponse()),

    getRequiredPlugins: unimplemented("GetRequiredPlugins"),
    generateProgram: unimplemented("GenerateProgram"),
    generateProject: unimplemented("GenerateProject"),
    generatePackage: unimplemented("GeneratePackage"),
    pack: unimplemented("Pack"),
    link: unimplemented("Link"),
  };
}
